package io.outboxed.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.arjuna.ats.arjuna.common.arjPropertyManager;
import com.arjuna.ats.arjuna.coordinator.TxControl;
import io.outboxed.Envelope;
import io.outboxed.OnDuplicate;
import io.outboxed.Outbox;
import io.outboxed.OutboxConfig;
import io.outboxed.OutboxConfig.JmsMode;
import io.outboxed.admin.Relay;
import io.outboxed.it.onejvm.LogLines;
import io.outboxed.it.onejvm.OneJvm;
import io.outboxed.it.onejvm.Server;
import io.outboxed.it.onejvm.Transactions.Separate;
import io.outboxed.spi.Batch;
import io.outboxed.spi.Sender;
import io.outboxed.spi.StoreStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Transaction;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What the relay does when the database fails it, or a transaction takes too long. */
class OutagesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** More than a pass takes for granted that it still owns its lane. */
    private static final Duration LONG = Duration.ofMillis(1_200);

    private static OneJvm server(UnaryOperator<OutboxConfig.Builder> settings, Class<?>... beans) throws Exception {
        return new OneJvm(settings, beans);
    }

    private static void publish(OneJvm server, String destination, String text) throws Exception {
        Outbox outbox = server.get(Outbox.class);
        server.inTransaction(
                () -> outbox.publish(Envelope.of(text).to(destination).key("k").build()));
    }

    private static StoreStatus status(OneJvm server) throws Exception {
        return server.get(Relay.class).status().store();
    }

    /** A pool that has no connection to give, and a server that is being restarted, look the same from here. */
    @Test
    void database_that_gives_no_connection_is_waited_for_and_logged_once() throws Exception {
        try (OneJvm server = server(settings -> settings);
                LogLines log = new LogLines()) {
            server.startRelay();
            publish(server, "orders", "m1");
            Awaitility.await().atMost(PATIENCE).until(() -> status(server).ready() == 0);

            server.persistence()
                    .faults()
                    .begin("connect", new SQLTransientConnectionException("No managed connections available", "08001"));
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> server.persistence().faults().met() >= 4);
            server.persistence().faults().end();
            publish(server, "orders", "m2");
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> log.count("OUTBOX-3008") == 1 && status(server).ready() == 0);

            assertThat(server.texts("orders")).containsExactly("m1", "m2");
            assertThat(log.count("OUTBOX-3007")).isEqualTo(1);
        }
    }

    /** PostgreSQL ends all sessions, and recovers from its log, when one of its processes is killed. */
    @Test
    @EnabledIfSystemProperty(named = "it.database", matches = "postgresql")
    void database_that_crashes_and_recovers_is_waited_for_and_logged_at_most_once() throws Exception {
        try (OneJvm server = server(settings -> settings);
                LogLines log = new LogLines()) {
            server.startRelay();
            publish(server, "orders", "m1");
            Awaitility.await().atMost(PATIENCE).until(() -> status(server).ready() == 0);

            assertThatThrownBy(() -> server.inTransaction(() -> {
                        publishAgain(server, UUID.randomUUID(), "never committed");
                        return killOwnSession(server);
                    }))
                    .isNotNull();
            UUID id = UUID.randomUUID();
            Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> {
                server.inTransaction(() -> publishAgain(server, id, "m2"));
                return true;
            });
            Awaitility.await()
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> log.count("OUTBOX-3008") == log.count("OUTBOX-3007")
                            && status(server).ready() == 0);

            assertThat(server.texts("orders")).containsExactly("m1", "m2");
            assertThat(log.count("OUTBOX-3007")).isLessThanOrEqualTo(1);
        }
    }

    /** May be called again when the outcome of the first call is not known. */
    private static UUID publishAgain(OneJvm server, UUID id, String text) {
        server.get(Outbox.class)
                .publish(Envelope.of(text)
                        .to("orders")
                        .key("k")
                        .id(id, OnDuplicate.IGNORE)
                        .build());
        return id;
    }

    private static Object killOwnSession(OneJvm server) {
        Number process = (Number) server.persistence()
                .entityManager()
                .createNativeQuery("select pg_backend_pid()")
                .getSingleResult();
        assertThat(ProcessHandle.of(process.longValue()).orElseThrow().destroyForcibly())
                .isTrue();
        return server.persistence()
                .entityManager()
                .createNativeQuery("select pg_sleep(60)")
                .getSingleResult();
    }

    @Test
    void connection_lost_before_the_deletion_sends_again_under_the_same_id() throws Exception {
        assertThat(idsAfterALostConnection(JmsMode.JTA)).hasSizeGreaterThan(1).containsOnly(first);
    }

    @Test
    void connection_lost_before_the_deletion_sends_nothing_twice_in_xa_mode() throws Exception {
        assertThat(idsAfterALostConnection(JmsMode.XA)).hasSize(1);
    }

    private String first;

    private List<String> idsAfterALostConnection(JmsMode mode) throws Exception {
        try (OneJvm server = server(settings -> settings.jmsMode(mode))) {
            server.startRelay();
            publish(server, "orders", "m0"); // so that the queue exists
            Awaitility.await().atMost(PATIENCE).until(() -> server.broker().count("orders") == 1);
            server.broker().receiveAll("orders");
            server.persistence()
                    .faults()
                    .begin("^delete .*outbox_entry", new SQLException("connection reset", "08006"));
            publish(server, "orders", "m1");
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> server.persistence().faults().met() >= 2);
            server.persistence().faults().end();
            Awaitility.await().atMost(PATIENCE).until(() -> status(server).ready() == 0);

            List<String> ids = new CopyOnWriteArrayList<>();
            for (var message : server.broker().receiveAll("orders")) {
                ids.add(message.getStringProperty("outbox_id"));
            }
            first = ids.get(0);
            assertThat(status(server).retrying() + status(server).dead()).isZero();
            return ids;
        }
    }

    /** Without the broker's detection of repeated ids, which would hide it. */
    @Test
    void what_took_long_to_write_is_not_committed_when_the_database_has_taken_the_lane_away() throws Exception {
        try (OneJvm server = server(settings -> settings.jmsMode(JmsMode.SESSION)
                .connectionFactory(Server.PLAIN_FACTORY)
                .duplicateIdProperty(""))) {
            server.startRelay();
            publish(server, "orders", "m1");
            Awaitility.await().atMost(PATIENCE).until(() -> status(server).ready() == 0);

            server.broker().beforeNextWriting(() -> {
                server.persistence()
                        .faults()
                        .begin(
                                "^select lane from outbox_lane where|^delete .*outbox_entry",
                                new SQLException("idle for too long", "25P03"));
                Awaitility.await().pollDelay(LONG).until(() -> true);
            });
            publish(server, "orders", "m2");
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> server.persistence().faults().met() >= 1);
            server.persistence().faults().end();
            Awaitility.await().atMost(PATIENCE).until(() -> status(server).ready() == 0);

            assertThat(server.texts("orders")).containsExactly("m1", "m2");
        }
    }

    @Test
    void connection_factory_that_is_away_stops_only_what_goes_through_it() throws Exception {
        try (OneJvm server = server(settings -> settings.connectionFactory("ship", OneJvm.OTHER_FACTORY));
                LogLines log = new LogLines()) {
            server.startRelay();
            server.broker().otherAway(true);
            publish(server, "ship", "s1");
            Awaitility.await().atMost(PATIENCE).until(() -> log.count("OUTBOX-3007") == 1);
            Outbox outbox = server.get(Outbox.class);
            server.inTransaction(() ->
                    outbox.publish(Envelope.of("m1").to("mail").key("other").build()));
            Awaitility.await().atMost(PATIENCE).until(() -> server.broker().count("mail") == 1);

            server.broker().otherAway(false);
            Awaitility.await().atMost(PATIENCE).until(() -> log.count("OUTBOX-3008") == 1);

            assertThat(server.texts("ship")).containsExactly("s1");
            assertThat(log.count("OUTBOX-3007")).isEqualTo(1);
            assertThat(status(server).retrying() + status(server).dead()).isZero();
        }
    }

    /** Takes longer than the transaction of the pass may take, once. */
    @ApplicationScoped
    static class SlowSender implements Sender {
        static final List<String> SENT = new CopyOnWriteArrayList<>();

        @Override
        public boolean accepts(String destination) {
            return destination.equals("slow");
        }

        @Override
        public void send(Batch batch) throws Exception {
            batch.entries().forEach(entry -> SENT.add(entry.id()));
            Transaction pass = Separate.outer();
            if (SENT.size() == 1) {
                Awaitility.await().atMost(PATIENCE).until(() -> pass.getStatus() != Status.STATUS_ACTIVE);
            }
        }
    }

    @Test
    void transaction_timeout_in_the_middle_of_a_pass_is_survived_and_logged_once() throws Exception {
        var coordinator = arjPropertyManager.getCoordinatorEnvironmentBean();
        int usual = coordinator.getDefaultTimeout();
        SlowSender.SENT.clear();
        try (OneJvm server = server(settings -> settings, SlowSender.class);
                LogLines log = new LogLines()) {
            server.startRelay();
            server.stopRelay();
            publish(server, "slow", "m1");
            TxControl.setDefaultTimeout(1);

            server.startRelay();
            Awaitility.await().atMost(PATIENCE).until(() -> status(server).ready() == 0);

            assertThat(SlowSender.SENT).hasSizeGreaterThanOrEqualTo(2);
            assertThat(log.count("OUTBOX-3007")).isEqualTo(1);
            assertThat(log.count("OUTBOX-3008")).isEqualTo(1);
            assertThat(status(server).retrying() + status(server).dead()).isZero();
        } finally {
            TxControl.setDefaultTimeout(usual);
        }
    }
}
