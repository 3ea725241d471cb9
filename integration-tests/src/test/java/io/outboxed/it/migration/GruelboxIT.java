package io.outboxed.it.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.gruelbox.transactionoutbox.Dialect;
import com.gruelbox.transactionoutbox.Instantiator;
import com.gruelbox.transactionoutbox.Persistor;
import com.gruelbox.transactionoutbox.TransactionManager;
import com.gruelbox.transactionoutbox.TransactionOutbox;
import io.outboxed.Envelope;
import io.outboxed.OnDuplicate;
import io.outboxed.Outbox;
import io.outboxed.admin.Relay;
import io.outboxed.it.Account;
import io.outboxed.it.onejvm.OneJvm;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** From gruelbox's transaction-outbox, with calls pending, to Outboxed. */
@DisabledIfSystemProperty(named = "it.database", matches = "mariadb", disabledReason = "gruelbox has no dialect for it")
class GruelboxIT {
    private static final Duration FREQUENCY = Duration.ofMinutes(2);

    private OneJvm server;
    private TransactionOutbox gruelbox;
    private Notifier notifier;
    private boolean afterCommit;
    private Clock clock = Clock.systemUTC();

    /** What gruelbox calls. */
    interface Notifier {
        void opened(long id);
    }

    @BeforeEach
    void start() throws Exception {
        server = new OneJvm(settings -> settings.retention(Duration.ofDays(7)));
        server.startRelay();
        Persistor persistor = Persistor.forDialect(
                System.getProperty("it.database", "h2").equals("h2") ? Dialect.H2 : Dialect.POSTGRESQL_9);
        persistor.migrate(TransactionManager.fromDataSource(server.persistence().dataSource()));
        gruelbox = TransactionOutbox.builder()
                .transactionManager(new GruelboxOnJta(server.persistence().dataSource()))
                .persistor(persistor)
                .instantiator(Instantiator.using(type -> notifier))
                .attemptFrequency(FREQUENCY)
                .clockProvider(() -> clock)
                .submitter((entry, execution) -> {
                    if (afterCommit) {
                        execution.accept(entry);
                    }
                })
                .initializeImmediately(false)
                .build();
        gruelbox.initialize();
        notifier = this::sendOpened;
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    /** Before: sends, in a transaction that the broker takes no part in. */
    private void sendOpened(long id) {
        try (Connection connection = server.broker().plain().createConnection()) {
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            session.createProducer(session.createQueue("opened"))
                    .send(session.createTextMessage("{\"id\":" + id + "}"));
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    /** After: publishes, in the caller's transaction. */
    private void publishOpened(long id) {
        server.get(Outbox.class)
                .publish(Envelope.of("{\"id\":" + id + "}")
                        .to("opened")
                        .key(id)
                        .id(idOf("opened-" + id), OnDuplicate.IGNORE)
                        .contentType("application/json")
                        .build());
    }

    /** In place of a uniqueRequestId. */
    private static UUID idOf(String request) {
        return UUID.nameUUIDFromBytes(request.getBytes(StandardCharsets.UTF_8));
    }

    private void open(long from, long to, Notifier by) throws Exception {
        for (long i = from; i <= to; i++) {
            long id = i;
            server.inTransaction(() -> {
                server.persistence().entityManager().persist(new Account(id, "ada", 0));
                by.opened(id);
                return null;
            });
        }
    }

    private void schedule(long id) {
        gruelbox.schedule(Notifier.class).opened(id);
    }

    /** What a job of the application does every minute; here the time until what is pending is due has passed. */
    private void flush() {
        clock = Clock.offset(clock, FREQUENCY.plusSeconds(1));
        afterCommit = true;
        while (gruelbox.flush()) {
            // until nothing is due
        }
    }

    private int pending() throws Exception {
        return server.inTransaction(
                () -> server.rows("select id, attempts from txno_outbox").size());
    }

    private void awaitOpened(long count) throws Exception {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> server.get(Relay.class).status().store().ready() == 0);
        assertThat(server.texts("opened"))
                .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, count)
                        .mapToObj(id -> "{\"id\":" + id + "}")
                        .toList());
    }

    @Test
    void calls_that_are_pending_are_moved_and_nothing_is_lost_or_sent_twice() throws Exception {
        // as it was
        afterCommit = true;
        open(1, 10, this::schedule);
        afterCommit = false; // as if the node died after each commit
        open(11, 30, this::schedule);
        assertThat(pending()).isEqualTo(20);
        assertThat(server.broker().count("opened")).isEqualTo(10);

        // release A: the method that gruelbox calls publishes
        notifier = this::publishOpened;
        open(31, 40, this::schedule);
        // release B: the application calls it itself; some nodes are still on A
        open(41, 50, notifier);
        open(51, 60, this::schedule);
        flush();

        assertThat(pending()).isZero();
        awaitOpened(60);
    }

    @Test
    void call_that_fails_stays_with_gruelbox_and_publishes_nothing() throws Exception {
        open(1, 1, this::schedule);
        notifier = id -> {
            publishOpened(id);
            throw new IllegalStateException("later");
        };
        flush();
        assertThat(pending()).isEqualTo(1);
        assertThat(server.get(Relay.class).status().store().delivered()).isZero();

        notifier = this::publishOpened;
        flush();
        assertThat(pending()).isZero();
        awaitOpened(1);
    }

    @Test
    void request_that_is_repeated_after_the_move_is_ignored() throws Exception {
        open(1, 1, this::schedule);
        notifier = this::publishOpened;
        flush();
        server.inTransaction(() -> {
            notifier.opened(1);
            return null;
        });

        awaitOpened(1);
        assertThat(pending()).isZero();
    }
}
