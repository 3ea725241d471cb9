package io.outboxed.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.AdminException;
import io.outboxed.Envelope;
import io.outboxed.Outbox;
import io.outboxed.admin.ChangeResult;
import io.outboxed.admin.EntryFilter;
import io.outboxed.admin.Relay;
import io.outboxed.admin.RelayStatus;
import io.outboxed.internal.cdi.RelayLifecycle;
import io.outboxed.it.onejvm.LogLines;
import io.outboxed.it.onejvm.OneJvm;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What an application's operators do with the relay. */
class RelayIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static void publish(OneJvm server, String destination, String key, String text) throws Exception {
        Outbox outbox = server.get(Outbox.class);
        server.inTransaction(
                () -> outbox.publish(Envelope.of(text).to(destination).key(key).build()));
    }

    private static Relay relay(OneJvm server) {
        return server.get(Operator.class).relay();
    }

    private static OneJvm started() throws Exception {
        OneJvm server = new OneJvm(settings -> settings.lanes(3).workers(2), Operator.class);
        server.startRelay();
        return server;
    }

    @Test
    void paused_destination_waits_while_others_go_and_follows_in_order() throws Exception {
        try (OneJvm server = started()) {
            assertThat(relay(server).pause("ship")).isTrue();
            assertThat(relay(server).pause("ship")).isFalse();
            publish(server, "ship", "a", "a1");
            publish(server, "ship", "a", "a2");
            publish(server, "orders", "b", "b1");
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> server.broker().count("orders") == 1
                            && relay(server).status().store().waiting() == 2);
            assertThat(server.broker().count("ship")).isZero();
            assertThat(relay(server).status().pausedDestinations()).containsExactly("ship");

            assertThat(relay(server).resume("ship")).isTrue();
            assertThat(relay(server).resume("ship")).isFalse();

            Awaitility.await().atMost(PATIENCE).until(() -> server.broker().count("ship") == 2);
            assertThat(server.texts("ship")).containsExactly("a1", "a2");
        }
    }

    @Test
    void pause_outlives_the_callers_rollback_and_a_restart() throws Exception {
        try (OneJvm server = started()) {
            assertThatThrownBy(() -> server.get(Operator.class).pauseAndFail("ship"))
                    .hasMessageContaining("own transaction");
            server.stopRelay();
            publish(server, "ship", "a", "a1");
            publish(server, "orders", "b", "b1");

            server.startRelay();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> server.broker().count("orders") == 1
                            && relay(server).status().store().waiting() == 1);

            assertThat(relay(server).pausedDestinations()).containsExactly("ship");
            assertThat(server.broker().count("ship")).isZero();
        }
    }

    @Test
    void everything_paused_sends_nothing_until_it_is_resumed() throws Exception {
        try (OneJvm server = started();
                LogLines log = new LogLines()) {
            assertThat(relay(server).pauseAll()).isTrue();
            assertThat(relay(server).pauseAll()).isFalse();
            publish(server, "orders", "a", "a1");
            assertThat(relay(server).runOnce()).isZero();
            assertThat(relay(server).status())
                    .matches(RelayStatus::isAllPaused)
                    .matches(status -> status.store().ready() == 1);

            assertThat(relay(server).resumeAll()).isTrue();
            assertThat(relay(server).resumeAll()).isFalse();

            Awaitility.await().atMost(PATIENCE).until(() -> server.broker().count("orders") == 1);
            assertThat(log.lines())
                    .anySatisfy(line -> assertThat(line).contains("OUTBOX-3016", "ada", "paused all destinations"))
                    .anySatisfy(line -> assertThat(line).contains("OUTBOX-3016", "ada", "resumed all destinations"));
        }
    }

    @Test
    void run_once_sends_in_the_callers_thread_and_status_counts_it() throws Exception {
        try (OneJvm server = new OneJvm(settings -> settings.lanes(3).workers(2), Operator.class)) {
            RelayLifecycle lifecycle = server.get(RelayLifecycle.class); // without its timer
            lifecycle.start();
            lifecycle.stop();
            assertThat(relay(server).status().running()).isFalse();
            for (int i = 0; i < 20; i++) {
                publish(server, "orders", "k" + i, "m" + i);
            }

            lifecycle.start();
            int sent = server.inTransaction(() -> relay(server).runOnce());

            assertThat(sent).isEqualTo(20);
            assertThat(server.broker().count("orders")).isEqualTo(20);
            RelayStatus status = relay(server).status();
            assertThat(status.running()).isTrue();
            assertThat(status)
                    .extracting(RelayStatus::sent, RelayStatus::expired, RelayStatus::lanes, RelayStatus::workers)
                    .containsExactly(20L, 0L, 3, 2);
            assertThat(status.away()).isEmpty();
            assertThat(status.lag()).isZero();
        }
    }

    @Test
    void status_names_the_broker_that_is_away() throws Exception {
        try (OneJvm server = started()) {
            server.broker().stop();
            publish(server, "orders", "k", "m");

            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> !relay(server).status().away().isEmpty());

            assertThat(relay(server).status().away().get(0)).contains("broker at");
            server.broker().start();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> relay(server).status().away().isEmpty());
        }
    }

    @Test
    void disabled_relay_can_be_paused_and_its_dead_letters_redriven_but_sends_nothing() throws Exception {
        try (OneJvm server = new OneJvm(settings -> settings.relayEnabled(false), Operator.class)) {
            server.startRelay();
            publish(server, "orders", "k", "m");
            String columns = "lane, position, attempts, id, id_claimed, destination, type, msg_key, correlation_id,"
                    + " content_type, headers, priority, occurred, expires, payload_size, payload_text, payload_bytes";
            server.inTransaction(
                    () -> { // as the relay of another application does
                        server.persistence()
                                .entityManager()
                                .createNativeQuery(
                                        "insert into outbox_parked (" + columns + ", state, due, last_error) select "
                                                + columns + ", 'DEAD', 0, 'OUTBOX-4003' from outbox_entry")
                                .executeUpdate();
                        return server.persistence()
                                .entityManager()
                                .createNativeQuery("delete from outbox_entry")
                                .executeUpdate();
                    });

            assertThat(relay(server).pause("orders")).isTrue();
            assertThat(relay(server).resume("orders")).isTrue();
            assertThat(server.get(Operator.class).deadLetters().redriveAll(EntryFilter.all()))
                    .isEqualTo(new ChangeResult(1, 0, 0));
            assertThat(relay(server).status())
                    .matches(status -> !status.running() && status.store().ready() == 1 && status.sent() == 0);
            assertThatThrownBy(() -> relay(server).runOnce())
                    .isInstanceOf(AdminException.class)
                    .hasMessageContaining("OUTBOX-3019")
                    .hasMessageContaining("outbox.relay.enabled");
        }
    }

    @Test
    void names_that_no_destination_has_are_refused() throws Exception {
        try (OneJvm server = started()) {
            for (String name : new String[] {"", " ", "*", "x".repeat(256)}) {
                assertThatThrownBy(() -> relay(server).pause(name)).isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> relay(server).resume(name)).isInstanceOf(IllegalArgumentException.class);
            }
            assertThat(relay(server).pausedDestinations()).isEmpty();
        }
    }
}
