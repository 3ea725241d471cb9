package io.outboxed.debezium.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.outboxed.Envelope;
import io.outboxed.Outbox;
import io.outboxed.PublishException;
import io.outboxed.admin.Relay;
import io.outboxed.debezium.it.Connector.Message;
import io.outboxed.it.onejvm.LogLines;
import io.outboxed.spi.ContextHeaders;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages that Debezium reads from PostgreSQL's log. */
class CdcIT {
    private static final int KEYS = 7;

    /** As outbox-telemetry gives it, or another one for tenants. */
    @ApplicationScoped
    static class Trace implements ContextHeaders {
        @Override
        public Map<String, Object> of(String id, String destination, String type) {
            return Map.of("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        }
    }

    private Shop shop;

    @BeforeEach
    void setUp() throws Exception {
        shop = new Shop(Trace.class);
        shop.setUp();
    }

    @AfterEach
    void close() throws Exception {
        shop.close();
    }

    private void awaitCount(int count) {
        Awaitility.await().atMost(Shop.PATIENCE).until(() -> shop.connector().count() >= count);
    }

    @Test
    void message_arrives_with_what_the_relay_would_have_sent() throws Exception {
        shop.redeploy(Shop.BY_CDC, Trace.class);
        Instant occurred = Instant.parse("2026-11-01T10:00:00.123Z");
        String id = shop.publish(Envelope.of("für ada")
                .to("orders")
                .type("OrderPlaced")
                .key("ada")
                .correlationId("c1")
                .header("tenant", "acme")
                .header("version", 3)
                .occurred(occurred)
                .build());
        byte[] bytes = {0, 1, -1, 127};
        shop.publish(Envelope.of(bytes).to("audit").build());
        byte[] large = new byte[900_000]; // kept outside its row
        new Random(1).nextBytes(large);
        shop.publish(Envelope.of(large).to("audit").key("k").build());

        shop.connector().start();
        awaitCount(3);

        List<Message> messages = shop.connector().messages();
        assertThat(messages).extracting(Message::topic).containsExactly("orders", "audit", "audit");
        Message order = messages.get(0);
        assertThat(order.key()).isEqualTo("ada");
        assertThat(order.text()).isEqualTo("für ada");
        assertThat(order.time()).isEqualTo(occurred.toEpochMilli());
        assertThat(order.headers())
                .containsOnly(
                        entry("id", id),
                        entry("outbox_id", id),
                        entry("outbox_type", "OrderPlaced"),
                        entry("outbox_occurred", Long.toString(occurred.toEpochMilli())),
                        entry("outbox_key", "ada"),
                        entry("outbox_correlation_id", "c1"),
                        entry("content_type", "text/plain;charset=utf-8"),
                        entry("tenant", "acme"),
                        entry("version", "3"),
                        entry("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
        assertThat(messages.get(1).value()).containsExactly(bytes);
        assertThat(messages.get(1).key()).isNull();
        assertThat(messages.get(2).value()).isEqualTo(large);
        assertThat(shop.text("select count(*) from outbox_entry")).isEqualTo("0");
    }

    @Test
    void application_without_a_relay_asks_no_broker_warns_of_nothing_and_says_so() throws Exception {
        try (LogLines log = new LogLines()) {
            int before = shop.server().broker().connectionsAsked();
            shop.redeploy(
                    settings -> Shop.BY_CDC
                            .apply(settings)
                            .connectionFactory("java:/none")
                            .destination("orders", "java:/none"),
                    Trace.class);
            shop.publish("orders", "k", "m");

            Relay relay = shop.server().get(Relay.class);
            assertThat(relay.isRunning()).isFalse();
            assertThat(relay.status().store().ready()).isZero();
            assertThat(relay.activity().published()).isEqualTo(1);
            assertThat(shop.server().broker().connectionsAsked()).isEqualTo(before);
            assertThat(log.lines())
                    .filteredOn(line -> !line.startsWith("OUTBOX-3003")) // the one before has stopped
                    .singleElement()
                    .asString()
                    .startsWith("OUTBOX-3028")
                    .contains("outboxed");
        }
    }

    @Test
    void messages_of_a_key_arrive_in_the_order_of_their_commits() throws Exception {
        shop.redeploy(Shop.BY_CDC, Trace.class);
        shop.server().persistence().execute("create table counter (id int primary key, n int not null)");
        for (int key = 0; key < KEYS; key++) {
            shop.server().persistence().execute("insert into counter values (" + key + ", 0)");
        }
        shop.connector().start();

        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> all = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            int first = t;
            all.add(threads.submit(() -> {
                for (int i = 0; i < 100; i++) {
                    count((first + i) % KEYS);
                }
                return null;
            }));
        }
        for (Future<?> each : all) {
            each.get();
        }
        threads.shutdown();
        awaitCount(800);

        assertThat(shop.connector().messages())
                .extracting(Message::id)
                .doesNotHaveDuplicates()
                .hasSize(800);
        Map<String, Integer> last = new HashMap<>();
        shop.connector()
                .messages()
                .forEach(message -> assertThat(Integer.parseInt(message.text()))
                        .as(message.key())
                        .isEqualTo(last.merge(message.key(), 1, Integer::sum)));
    }

    /** A row lock orders the transactions of a key, as in the example shop. */
    private void count(int key) throws Exception {
        shop.server().inTransaction(() -> {
            Object n = shop.server()
                    .persistence()
                    .entityManager()
                    .createNativeQuery("update counter set n = n + 1 where id = " + key + " returning n")
                    .getSingleResult();
            return shop.server()
                    .get(Outbox.class)
                    .publish(Envelope.of(n.toString()).to("orders").key(key).build());
        });
    }

    @Test
    void connector_that_dies_sends_again_under_the_same_id_and_loses_nothing() throws Exception {
        shop.redeploy(Shop.BY_CDC, Trace.class);
        Connector connector = shop.connector();
        connector.crashAt(40);
        connector.start();
        for (int i = 0; i < 60; i++) {
            shop.publish("orders", "k" + i % 3, "m" + i);
        }
        connector.awaitEnd();
        connector.close();
        shop.publish("orders", "k0", "m60");
        int before = connector.count();

        connector.start();
        Awaitility.await()
                .atMost(Shop.PATIENCE)
                .until(() -> connector.messages().stream()
                        .anyMatch(message -> message.text().equals("m60")));

        assertThat(before).isEqualTo(40);
        Map<String, String> textOfId = new HashMap<>();
        List<String> firstTimes = new ArrayList<>();
        for (Message message : connector.messages()) {
            String known = textOfId.putIfAbsent(message.id(), message.text());
            if (known == null) {
                firstTimes.add(message.text());
            } else {
                assertThat(message.text()).isEqualTo(known);
            }
        }
        assertThat(connector.count()).as("some came twice").isGreaterThan(61);
        assertThat(firstTimes).hasSize(61).startsWith("m0", "m1", "m2").endsWith("m59", "m60");
    }

    @Test
    void connector_without_our_transform_sends_texts_and_one_header_for_all() throws Exception {
        shop.redeploy(Shop.BY_CDC, Trace.class);
        shop.connector(); // which stays idle, but its user is needed
        Properties settings = shop.settings();
        settings.setProperty("transforms", "outbox");
        String id = shop.publish(Envelope.of("{\"order\":1}")
                .to("orders")
                .key("ada")
                .header("version", 3)
                .build());

        settings.setProperty("value.converter", "org.apache.kafka.connect.storage.StringConverter");
        Connector plain = new Connector(settings);
        try (plain) {
            plain.start();
            Awaitility.await().atMost(Shop.PATIENCE).until(() -> plain.count() == 1);
        }

        Message message = plain.messages().get(0);
        assertThat(message.topic()).isEqualTo("orders");
        assertThat(message.key()).isEqualTo("ada");
        assertThat(message.text()).isEqualTo("{\"order\":1}");
        assertThat(message.headers())
                .containsEntry("outbox_id", id)
                .containsEntry("outbox_type", "String")
                .containsEntry("outbox_correlation_id", null);
        assertThat(message.headers().get("outbox_headers")).contains("\"version\":{\"Integer\":\"3\"}", "traceparent");
    }

    @Test
    void message_for_later_is_refused() throws Exception {
        shop.redeploy(Shop.BY_CDC, Trace.class);

        assertThatThrownBy(() -> shop.publish(Envelope.of("m")
                        .to("orders")
                        .deliverAfter(Duration.ofHours(1))
                        .build()))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("OUTBOX-2017");
    }
}
