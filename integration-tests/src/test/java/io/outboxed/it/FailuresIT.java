package io.outboxed.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.Envelope;
import io.outboxed.Outbox;
import io.outboxed.OutboxConfig.JmsMode;
import io.outboxed.OutboxConfigException;
import io.outboxed.admin.DeadLetters;
import io.outboxed.admin.Relay;
import io.outboxed.it.onejvm.LogLines;
import io.outboxed.it.onejvm.OneJvm;
import io.outboxed.it.onejvm.Server;
import io.outboxed.spi.StoreStatus;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens to entries when brokers, destinations or messages fail, in both modes of sending. */
@Tag("once")
class FailuresIT {

    private static OneJvm server(JmsMode mode) throws Exception {
        return new OneJvm(
                settings -> settings.jmsMode(mode)
                        .connectionFactory(mode == JmsMode.SESSION ? Server.PLAIN_FACTORY : Server.FACTORY)
                        .retry(retry -> retry.withInitial(Duration.ofMillis(1))
                                .withMax(Duration.ofMillis(20))
                                .withMaxAttempts(3)),
                Bank.class);
    }

    private static void publish(OneJvm server, String destination, String key, String text) throws Exception {
        Outbox outbox = server.get(Outbox.class);
        server.inTransaction(
                () -> outbox.publish(Envelope.of(text).to(destination).key(key).build()));
    }

    private static StoreStatus status(OneJvm server) {
        return server.get(Relay.class).status().store();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void backlog_from_before_the_start_is_sent_in_order(JmsMode mode) throws Exception {
        try (OneJvm server = server(mode)) {
            server.startRelay();
            server.stopRelay();
            for (int i = 0; i < 1_200; i++) { // more than two batches
                publish(server, "orders", "k", "m" + i);
            }
            assertThat(status(server).ready()).isEqualTo(1_200);

            server.startRelay();
            Awaitility.await().until(() -> status(server).ready() == 0);

            assertThat(server.texts("orders"))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 1_200).mapToObj(i -> "m" + i).toList());
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void refused_destination_is_retried_then_buried_and_holds_up_no_other_key(JmsMode mode) throws Exception {
        try (OneJvm server = server(mode)) {
            server.startRelay();
            publish(server, "closed.door", "bad", "x");
            publish(server, "orders", "good", "a");
            publish(server, "orders", "bad", "b");

            Awaitility.await()
                    .until(() -> status(server).dead() == 1 && status(server).ready() == 0);

            assertThat(server.texts("orders")).containsExactlyInAnyOrder("a", "b");
            assertThat(status(server).retrying()).isZero();
            List<Object[]> dead =
                    server.inTransaction(() -> server.rows("select last_error, attempts from outbox_parked"));
            assertThat((String) dead.get(0)[0])
                    .contains("OUTBOX-4003", "'closed.door'", "outbox.destination.closed.door");
            assertThat(dead.get(0)[1]).isEqualTo(3);
        }
    }

    /** The relay has sent there before, and does not ask the broker for the queue each time. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void queue_that_is_removed_is_named_in_the_error_and_found_again(JmsMode mode) throws Exception {
        try (OneJvm server = server(mode)) {
            server.broker().createQueue("closed.door");
            server.startRelay();
            publish(server, "closed.door", "k", "m0");
            Awaitility.await().until(() -> server.broker().count("closed.door") == 1);

            server.broker().removeQueue("closed.door");
            publish(server, "closed.door", "k", "m1");
            publish(server, "orders", "good", "a");
            Awaitility.await()
                    .until(() -> status(server).dead() == 1 && status(server).ready() == 0);

            assertThat(server.texts("orders")).containsExactly("a");
            List<Object[]> dead = server.inTransaction(() -> server.rows("select last_error, id from outbox_parked"));
            assertThat((String) dead.get(0)[0]).contains("OUTBOX-4003", "'closed.door'");

            server.broker().createQueue("closed.door");
            server.get(DeadLetters.class).redrive((String) dead.get(0)[1]);
            Awaitility.await().until(() -> server.broker().count("closed.door") == 1);

            assertThat(server.texts("closed.door")).containsExactly("m1");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void broker_that_is_away_costs_no_attempt_and_everything_goes_out_in_order_when_it_is_back(JmsMode mode)
            throws Exception {
        try (OneJvm server = server(mode)) {
            server.startRelay();
            publish(server, "orders", "k", "m0");
            Awaitility.await().until(() -> server.broker().count("orders") == 1);

            server.broker().stop();
            for (int i = 1; i < 50; i++) {
                publish(server, "orders", "k", "m" + i);
            }
            int asked = server.broker().connectionsAsked();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> server.broker().connectionsAsked() >= asked + 3); // it has tried in vain
            assertThat(status(server).ready()).isEqualTo(49);
            assertThat(status(server).retrying()).isZero();
            assertThat(status(server).dead()).isZero();

            server.broker().start();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> status(server).ready() == 0);

            assertThat(server.texts("orders"))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 50).mapToObj(i -> "m" + i).toList());
        }
    }

    /** In a JTA transaction the broker says only at the commit that it has no room, and the commit does not say why it failed. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NONE", "XA"})
    void full_destination_costs_no_attempt_and_holds_up_no_other(JmsMode mode) throws Exception {
        try (OneJvm server = server(mode);
                LogLines log = new LogLines()) {
            server.startRelay();
            publish(server, "orders", "k", "m0");
            Awaitility.await().until(() -> server.broker().count("orders") == 1);

            server.broker().fill("orders");
            for (int i = 1; i < 50; i++) {
                publish(server, "orders", "k" + i % 5, "m" + i);
            }
            publish(server, "others", "o", "other");
            Awaitility.await().until(() -> server.broker().count("others") == 1 && log.count("OUTBOX-3007") == 1);
            assertThat(log.count("OUTBOX-3005")).as("attempts").isZero();

            server.broker().makeRoom("orders");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> server.broker().count("orders") == 50);

            assertThat(log.count("OUTBOX-3005")).as("attempts").isZero();
            assertThat(status(server).dead()).isZero();
            assertThat(server.texts("orders")).hasSize(50).doesNotHaveDuplicates();
        }
    }

    @Test
    void entry_that_the_broker_has_already_is_dropped_by_it_and_deleted_in_session_mode() throws Exception {
        try (OneJvm server = server(JmsMode.SESSION)) {
            server.startRelay();
            publish(server, "orders", "k", "m0"); // so that the queue exists
            Awaitility.await().until(() -> status(server).ready() == 0);
            server.stopRelay();
            publish(server, "orders", "k", "m1");
            publish(server, "orders", "k", "m2");
            // what a crash between the broker's commit and the deletion leaves behind
            List<Object[]> rows = server.inTransaction(
                    () -> server.rows("select id, payload_text from outbox_entry order by position"));
            server.broker().sendWithDuplicateId("orders", (String) rows.get(0)[0], (String) rows.get(0)[1]);

            server.startRelay();
            Awaitility.await().until(() -> status(server).ready() == 0);

            assertThat(server.texts("orders")).containsExactly("m0", "m1", "m2");
            assertThat(status(server).dead()).isZero();
        }
    }

    @Test
    void missing_connection_factory_stops_the_start() throws Exception {
        try (OneJvm server = new OneJvm(settings -> settings.connectionFactory("java:/Nowhere"))) {
            assertThatThrownBy(server::startRelay)
                    .isInstanceOf(OutboxConfigException.class)
                    .hasMessageContaining("OUTBOX-1008")
                    .hasMessageContaining("java:/Nowhere");
        }
    }

    @Test
    void mapped_destination_that_does_not_exist_stops_the_start() throws Exception {
        try (OneJvm server = new OneJvm(settings -> settings.destination("orders", "java:/jms/queue/Nowhere"))) {
            assertThatThrownBy(server::startRelay)
                    .hasMessageContaining("OUTBOX-1009")
                    .hasMessageContaining("java:/jms/queue/Nowhere");
        }
    }

    @Test
    void disabled_relay_stores_and_sends_nothing() throws Exception {
        try (OneJvm server = new OneJvm(settings -> settings.relayEnabled(false), Bank.class)) {
            server.startRelay();
            publish(server, "orders", "k", "x");

            assertThat(status(server).ready()).isEqualTo(1);
            assertThat(server.texts("orders")).isEmpty();
        }
    }

    @Test
    void commit_wakes_the_relay_long_before_its_timer() throws Exception {
        try (OneJvm server = new OneJvm(
                settings -> settings.busyInterval(Duration.ofHours(1)).idleInterval(Duration.ofHours(1)))) {
            server.startRelay();
            publish(server, "orders", "k", "x");

            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> server.broker().count("orders") == 1);
        }
    }
}
