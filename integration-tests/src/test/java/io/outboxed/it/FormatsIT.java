package io.outboxed.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudevents.CloudEvent;
import io.outboxed.Envelope;
import io.outboxed.Outbox;
import io.outboxed.OutboxConfig;
import io.outboxed.formats.ClaimStore;
import io.outboxed.formats.Claims;
import io.outboxed.formats.CloudEventMessages;
import io.outboxed.formats.DatabaseClaimStore;
import io.outboxed.formats.JacksonSerializer;
import io.outboxed.it.onejvm.OneJvm;
import io.outboxed.spi.Payload;
import io.outboxed.spi.PayloadSerializer;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.jms.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages in other forms, through a real database and a real broker. */
class FormatsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Instant OCCURRED = Instant.parse("2026-11-01T10:00:00.123Z");
    private static final String LARGE = "Bücher 📚 ".repeat(20_000);

    public record OrderPlaced(long orderId, String item) {}

    /** As in docs/formats.md. */
    @Dependent
    public static class Json {
        @Produces
        @Singleton
        PayloadSerializer json() {
            return new JacksonSerializer(new ObjectMapper());
        }
    }

    /** Likewise. */
    @Dependent
    public static class ClaimsInDatabase {
        static DataSource source;

        @Produces
        @Singleton
        ClaimStore claims() {
            return new DatabaseClaimStore(source);
        }
    }

    private static OneJvm server(UnaryOperator<OutboxConfig.Builder> settings, Class<?>... beans) throws Exception {
        OneJvm server = new OneJvm(settings, beans);
        ClaimsInDatabase.source = server.persistence().dataSource();
        server.persistence().runScript("META-INF/outboxed/claims/1");
        server.startRelay();
        return server;
    }

    private static String publish(OneJvm server, Envelope envelope) throws Exception {
        Outbox outbox = server.get(Outbox.class);
        return server.inTransaction(() -> outbox.publish(envelope));
    }

    private static Message receive(OneJvm server, String queue) throws Exception {
        Awaitility.await().atMost(PATIENCE).until(() -> server.broker().count(queue) == 1);
        return server.broker().receiveAll(queue).get(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"binary", "structured"})
    void consumer_reads_a_cloud_event_by_the_sdk(String mode) throws Exception {
        try (OneJvm server = server(
                settings -> settings.setting("outbox.cloudevents.mode.orders", mode)
                        .setting("outbox.cloudevents.source", "urn:example:shop")
                        .setting("outbox.compression.threshold", "10"),
                Json.class)) {
            String id = publish(
                    server,
                    Envelope.of(new OrderPlaced(7, "book"))
                            .to("orders")
                            .type("com.example.order.placed")
                            .key("o-7")
                            .occurred(OCCURRED)
                            .header("cloudEvents_dataschema", "https://example.org/order.json")
                            .header("tenant", "acme")
                            .build());

            Message message = receive(server, "orders");
            CloudEvent event = CloudEventMessages.read(message);

            assertThat(event.getSpecVersion()).hasToString("1.0");
            assertThat(event.getId()).isEqualTo(id).isEqualTo(message.getStringProperty("outbox_id"));
            assertThat(event.getSource()).hasToString("urn:example:shop");
            assertThat(event.getType()).isEqualTo("com.example.order.placed");
            assertThat(event.getTime()).isEqualTo(OCCURRED.atOffset(ZoneOffset.UTC));
            assertThat(event.getSubject()).isEqualTo("o-7");
            assertThat(event.getDataSchema()).hasToString("https://example.org/order.json");
            assertThat(event.getDataContentType()).isEqualTo("application/json");
            assertThat(event.getExtension("partitionkey")).isEqualTo("o-7");
            assertThat(event.getExtensionNames()).containsExactly("partitionkey");
            assertThat(new ObjectMapper().readValue(event.getData().toBytes(), OrderPlaced.class))
                    .isEqualTo(new OrderPlaced(7, "book"));
            assertThat(message.getStringProperty("tenant")).isEqualTo("acme");
            assertThat(message.getStringProperty("content_type"))
                    .isEqualTo(mode.equals("binary") ? "application/json" : "application/cloudevents+json");
        }
    }

    @Test
    void large_payload_lies_beside_the_outbox_in_the_same_transaction_until_it_is_sent() throws Exception {
        try (OneJvm server =
                server(settings -> settings.setting("outbox.claim-check.threshold", "10000"), ClaimsInDatabase.class)) {
            server.stopRelay();
            Envelope large = Envelope.of(LARGE).to("orders").build();
            Outbox outbox = server.get(Outbox.class);
            assertThatThrownBy(() -> server.inTransaction(() -> {
                        outbox.publish(large);
                        throw new IllegalStateException("changed my mind");
                    }))
                    .hasMessageContaining("changed my mind");
            assertThat(claims(server)).isZero();

            publish(server, large);
            assertThat(claims(server)).isOne();
            assertThat(longest(server)).isLessThan(100);

            server.startRelay();
            Message message = receive(server, "orders");
            assertThat(message.getBody(String.class)).isEqualTo(LARGE);
            assertThat(message.getStringProperty("content_type")).isEqualTo("text/plain;charset=utf-8");
            Awaitility.await().atMost(PATIENCE).until(() -> claims(server) == 0);
        }
    }

    @Test
    void consumer_redeems_a_claim() throws Exception {
        try (OneJvm server = server(
                settings -> settings.setting("outbox.claim-check.threshold", "10000")
                        .setting("outbox.claim-check.redeem", "consumer"),
                ClaimsInDatabase.class)) {
            publish(server, Envelope.of(LARGE).to("orders").build());
            publish(server, Envelope.of("small").to("small").build());

            Message message = receive(server, "orders");
            ClaimStore store = server.get(ClaimStore.class);
            assertThat(message.getBody(String.class)).hasSizeLessThan(100);
            assertThat(Claims.payload(message, store)).isEqualTo(new Payload.Text("text/plain;charset=utf-8", LARGE));
            assertThat(Claims.payload(receive(server, "small"), store))
                    .isEqualTo(new Payload.Text("text/plain;charset=utf-8", "small"));
            assertThat(claims(server)).as("as the message may come again").isOne();
            store.delete(List.of(Claims.reference(message).orElseThrow()));
            assertThatThrownBy(() -> Claims.payload(message, store)).hasMessageContaining("OUTBOX-8104");
        }
    }

    private static long claims(OneJvm server) throws Exception {
        return number(server, "select count(*) from outbox_claim");
    }

    private static long longest(OneJvm server) throws Exception {
        return number(server, "select max(payload_size) from outbox_entry");
    }

    private static long number(OneJvm server, String sql) throws Exception {
        return server.inTransaction(() -> ((Number) server.persistence()
                        .entityManager()
                        .createNativeQuery(sql)
                        .getSingleResult())
                .longValue());
    }
}
