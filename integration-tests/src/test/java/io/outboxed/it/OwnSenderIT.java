package io.outboxed.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.Envelope;
import io.outboxed.Outbox;
import io.outboxed.OutboxConfig;
import io.outboxed.OutboxConfig.JmsMode;
import io.outboxed.admin.Relay;
import io.outboxed.it.onejvm.OneJvm;
import io.outboxed.spi.Batch;
import io.outboxed.spi.Entry;
import io.outboxed.spi.FailureClassifier;
import io.outboxed.spi.Payload;
import io.outboxed.spi.Sender;
import io.outboxed.spi.SenderUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An application's own sender for some destinations: here, a handler in the JVM. */
@Tag("once")
class OwnSenderIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** As in docs/senders.md. */
    @ApplicationScoped
    static class AuditSender implements Sender {
        static final List<String> HANDLED = new CopyOnWriteArrayList<>();
        static final Set<String> REFUSED = ConcurrentHashMap.newKeySet();
        static volatile boolean away;

        @Override
        public String name() {
            return "audit";
        }

        @Override
        public boolean accepts(String destination) {
            return destination.equals("audit");
        }

        @Override
        public void send(Batch batch) throws SenderUnavailableException {
            probe();
            for (Entry entry : batch.entries()) {
                if (batch.isHeld(entry)) {
                    continue; // an earlier entry of its key was rejected
                }
                try {
                    handle(entry.id(), ((Payload.Text) entry.envelope().payload()).text());
                } catch (IllegalArgumentException e) {
                    batch.reject(entry, false, "The audit refuses it", e);
                }
            }
        }

        private void handle(String id, String text) {
            if (REFUSED.contains(text)) {
                throw new IllegalArgumentException(id);
            }
            HANDLED.add(text);
        }

        @Override
        public void probe() throws SenderUnavailableException {
            if (away) {
                throw new SenderUnavailableException("The audit is closed", null);
            }
        }
    }

    /** Knows that what is called hopeless is so. */
    @ApplicationScoped
    static class Judge implements FailureClassifier {
        @Override
        public Failure classify(Throwable failure) {
            return AuditSender.REFUSED.contains("hopeless") ? Failure.PERMANENT : Failure.UNKNOWN;
        }
    }

    private static OneJvm server() throws Exception {
        return server(settings -> settings);
    }

    private static OneJvm server(UnaryOperator<OutboxConfig.Builder> more) throws Exception {
        AuditSender.HANDLED.clear();
        AuditSender.REFUSED.clear();
        AuditSender.away = false;
        OneJvm server = new OneJvm(
                settings -> more.apply(settings.retry(
                        retry -> retry.withInitial(Duration.ofMillis(1)).withMax(Duration.ofMillis(20)))),
                AuditSender.class,
                Judge.class);
        server.startRelay(); // makes the tables
        server.stopRelay();
        return server;
    }

    private static void publish(OneJvm server, String destination, String key, String... texts) throws Exception {
        Outbox outbox = server.get(Outbox.class);
        server.inTransaction(() -> {
            for (String text : texts) {
                outbox.publish(Envelope.of(text).to(destination).key(key).build());
            }
            return null;
        });
    }

    private static void awaitEmpty(OneJvm server) {
        Relay relay = server.get(Relay.class);
        Awaitility.await().atMost(PATIENCE).until(() -> {
            var status = relay.status().store();
            return status.ready() + status.waiting() + status.retrying() == 0;
        });
    }

    @Test
    void rejected_entry_is_tried_again_while_the_rest_of_its_batch_is_not_sent_twice() throws Exception {
        // so many attempts that a1 is no dead letter, which lets a2 go on, before the test has looked
        try (OneJvm server = server(settings -> settings.retry(retry -> retry.withMaxAttempts(1_000)))) {
            AuditSender.REFUSED.add("a1");
            publish(server, "audit", "a", "a1", "a2");
            publish(server, "audit", "b", "b1");
            server.startRelay();
            Awaitility.await().atMost(PATIENCE).until(() -> AuditSender.HANDLED.contains("b1"));
            assertThat(AuditSender.HANDLED).containsExactly("b1");

            AuditSender.REFUSED.clear();
            awaitEmpty(server);

            assertThat(AuditSender.HANDLED).containsExactly("b1", "a1", "a2");
        }
    }

    @Test
    void outage_of_the_sender_leaves_jms_alone_and_costs_no_attempt() throws Exception {
        try (OneJvm server = server()) {
            AuditSender.away = true;
            publish(server, "audit", "a", "a1");
            publish(server, "orders", "b", "b1");
            server.startRelay();
            Awaitility.await().atMost(PATIENCE).until(() -> server.broker().count("orders") == 1);
            publish(server, "audit", "a", "a2");
            publish(server, "orders", "a", "a3"); // behind a1 and a2, by its key

            AuditSender.away = false;
            awaitEmpty(server);

            assertThat(AuditSender.HANDLED).containsExactly("a1", "a2");
            assertThat(server.texts("orders")).containsExactly("b1", "a3");
        }
    }

    @Test
    void without_jms_no_factory_is_asked_for_and_what_nobody_accepts_fails() throws Exception {
        try (OneJvm server = server(settings -> settings.jmsMode(JmsMode.NONE).connectionFactory("java:/nowhere"))) {
            publish(server, "audit", "a", "a1");
            publish(server, "orders", "b", "b1");
            server.startRelay();
            awaitEmpty(server);

            assertThat(AuditSender.HANDLED).containsExactly("a1");
            List<Object[]> parked =
                    server.inTransaction(() -> server.rows("select destination, state, last_error from outbox_parked"));
            assertThat(parked).hasSize(1);
            assertThat(parked.get(0)).startsWith("orders", "DEAD");
            assertThat(parked.get(0)[2].toString()).contains("OUTBOX-4001");
        }
    }

    @Test
    void without_jms_and_without_a_sender_the_relay_does_not_start() throws Exception {
        try (OneJvm server = new OneJvm(settings -> settings.jmsMode(JmsMode.NONE))) {
            assertThatThrownBy(server::startRelay).hasMessageContaining("OUTBOX-1011");
        }
    }

    @Test
    void failure_that_the_application_calls_permanent_buries_at_once() throws Exception {
        try (OneJvm server = server()) {
            AuditSender.REFUSED.add("hopeless");
            publish(server, "audit", "a", "hopeless", "a2");
            server.startRelay();
            awaitEmpty(server);

            assertThat(AuditSender.HANDLED).containsExactly("a2");
            assertThat(server.inTransaction(() -> server.rows("select state, attempts from outbox_parked"))
                            .get(0))
                    .containsExactly("DEAD", 1);
        }
    }
}
