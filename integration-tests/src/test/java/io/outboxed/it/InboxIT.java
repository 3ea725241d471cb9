package io.outboxed.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.InboxException;
import io.outboxed.admin.Relay;
import io.outboxed.inbox.Idempotent;
import io.outboxed.inbox.Inbox;
import io.outboxed.inbox.MessageId;
import io.outboxed.it.onejvm.OneJvm;
import io.outboxed.spi.OutboxListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.SessionScoped;
import jakarta.jms.Connection;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Consumers that work on each message once, with a real database and messages of a real broker. */
class InboxIT {
    private static final Callable<Void> NOTHING = () -> null;

    private final ExecutorService others = Executors.newCachedThreadPool();
    private OneJvm server;
    private Ledger ledger;
    private Bank bank;
    private Inbox inbox;

    /** Counts what was skipped. */
    @ApplicationScoped
    public static class Skips implements OutboxListener {
        private final Map<String, Integer> byConsumer = new ConcurrentHashMap<>();

        @Override
        public void skipped(String consumer) {
            byConsumer.merge(consumer, 1, Integer::sum);
        }

        Map<String, Integer> seen() {
            return byConsumer;
        }
    }

    /** A bean that the container may passivate. */
    @SessionScoped
    static class Cart implements Serializable {
        private static final long serialVersionUID = 1L;

        @Idempotent
        public void order(@MessageId String id) {}
    }

    @BeforeEach
    void start() throws Exception {
        server = new OneJvm(settings -> settings, Ledger.class, Bank.class, Skips.class, Cart.class);
        ledger = server.get(Ledger.class);
        bank = server.get(Bank.class);
        inbox = server.get(Inbox.class);
        server.startRelay(); // makes the tables
        server.stopRelay();
    }

    @AfterEach
    void stop() throws Exception {
        others.shutdownNow();
        server.close();
    }

    private long stored() {
        return server.get(Relay.class).status().store().ready();
    }

    @Test
    void second_delivery_changes_and_publishes_nothing() throws Exception {
        assertThat(ledger.book("m", 1, NOTHING)).isEqualTo(new Ledger.Booked(1));
        assertThat(ledger.book("m", 2, NOTHING)).isNull();

        assertThat(bank.count()).isEqualTo(1);
        assertThat(stored()).isEqualTo(1);
        assertThat(ledger.book("another", 3, NOTHING)).isNotNull();
    }

    @Test
    void consumers_remember_messages_each_on_their_own_account() throws Exception {
        ledger.book("m", 1, NOTHING);

        assertThat(ledger.note("m")).containsExactly("m");
        assertThat(ledger.note("m")).isEmpty();
    }

    @Test
    void work_that_fails_is_done_when_the_message_comes_again() throws Exception {
        for (Exception failure : List.of(new IllegalStateException("unchecked"), new Ledger.Refused())) {
            assertThatThrownBy(() -> ledger.book("m", 1, () -> {
                        throw failure;
                    }))
                    .isSameAs(failure);
            assertThat(bank.count()).isZero();
            assertThat(stored()).isZero();
        }

        assertThat(ledger.book("m", 1, NOTHING)).isNotNull();
        assertThat(bank.count()).isEqualTo(1);
    }

    @Test
    void failure_that_would_keep_what_was_changed_rolls_back_all_the_same() throws Exception {
        assertThatThrownBy(() -> ledger.bookWithoutRollback("m", 1)).hasMessage("after the booking");
        assertThat(bank.count()).isZero();

        assertThat(ledger.book("m", 1, NOTHING)).isNotNull();
    }

    @Test
    void message_whose_transaction_is_rolled_back_by_its_caller_is_new() throws Exception {
        assertThatThrownBy(() -> server.inTransaction(() -> {
                    ledger.book("m", 1, NOTHING);
                    throw new IllegalStateException("the caller failed");
                }))
                .hasMessage("the caller failed");

        assertThat(ledger.book("m", 1, NOTHING)).isNotNull();
    }

    @Test
    void asking_without_a_transaction_is_refused() {
        assertThatThrownBy(() -> inbox.firstTime("by hand", "m"))
                .isInstanceOf(InboxException.class)
                .hasMessageContaining("OUTBOX-6001");
        assertThatThrownBy(() -> inbox.forget("by hand", "m")).hasMessageContaining("OUTBOX-6001");
        assertThatThrownBy(() -> ledger.inAnothersTransaction("m")).isInstanceOf(RuntimeException.class);

        assertThat(ledger.bookByHand("m", 1)).isTrue();
        assertThat(ledger.bookByHand("m", 2)).isFalse();
    }

    @Test
    void failure_of_the_inbox_rolls_back_even_if_the_application_swallows_it() {
        assertThatThrownBy(() -> ledger.swallow("m".repeat(256), 1)).isInstanceOf(Exception.class);

        assertThat(bank.count()).isZero();
    }

    @Test
    void call_without_an_id_is_refused() throws Exception {
        for (String id : new String[] {null, " "}) {
            assertThatThrownBy(() -> ledger.book(id, 1, NOTHING))
                    .isInstanceOf(InboxException.class)
                    .hasMessageContaining("OUTBOX-6002");
        }
        assertThatThrownBy(() -> ledger.receiveForeign(message(null, null)))
                .hasMessageContainingAll("OUTBOX-6002", "event_id is missing");
        assertThatThrownBy(() -> ledger.book("m".repeat(256), 1, NOTHING)).hasMessageContaining("OUTBOX-6003");
        assertThat(bank.count()).isZero();
    }

    @Test
    void id_of_a_jms_message_is_that_of_outboxed_else_the_brokers() throws Exception {
        assertThat(ledger.receive(message("outbox_id", "m"))).contains("received");
        assertThat(ledger.receive(message("outbox_id", "m"))).isEmpty();

        Message foreign = message(null, null);
        assertThat(ledger.receive(foreign)).contains("received");
        assertThat(ledger.receive(foreign)).isEmpty();
        assertThat(ledger.receive(message(null, null))).contains("received"); // sent again, the broker's id is another
    }

    @Test
    void message_of_another_producer_is_known_by_its_own_property() throws Exception {
        assertThat(ledger.receiveForeign(message("event_id", "e"))).contains("received");
        assertThat(ledger.receiveForeign(message("event_id", "e"))).isEmpty();
        assertThat(ledger.receiveForeign(message("event_id", "f"))).contains("received");
    }

    @Test
    void forgotten_message_is_worked_on_again() throws Exception {
        ledger.book("m", 1, NOTHING);

        assertThat(server.inTransaction(() -> inbox.forget("ledger", "m"))).isTrue();
        assertThat(server.inTransaction(() -> inbox.forget("ledger", "m"))).isFalse();
        assertThat(ledger.book("m", 2, NOTHING)).isNotNull();
    }

    @Test
    void purge_forgets_what_is_older_than_the_retention_in_transactions_of_its_own() throws Exception {
        for (int i = 0; i < 1_001; i++) {
            ledger.note("m" + i);
        }
        assertThat(inbox.purge()).isZero();
        long thirtyDays = 30L * 24 * 60 * 60 * 1_000;
        server.inTransaction(() -> server.persistence()
                .entityManager()
                .createNativeQuery("update outbox_inbox set received = received - " + thirtyDays)
                .executeUpdate());
        ledger.note("young");

        assertThatThrownBy(() -> server.inTransaction(() -> {
                    assertThat(inbox.purge()).isEqualTo(1_001);
                    throw new IllegalStateException("the caller failed");
                }))
                .hasMessage("the caller failed");

        assertThat(inbox.purge()).isZero();
        assertThat(ledger.note("m0")).isNotEmpty();
        assertThat(ledger.note("young")).isEmpty();
    }

    @Test
    void skipped_messages_are_counted_once_their_transaction_has_committed() throws Exception {
        Skips skips = server.get(Skips.class);
        ledger.note("m");
        assertThat(skips.seen()).isEmpty();

        server.inTransaction(() -> {
            ledger.note("m");
            assertThat(skips.seen()).isEmpty();
            return null;
        });
        assertThat(skips.seen()).containsOnly(Map.entry("audit", 1));

        assertThatThrownBy(() -> server.inTransaction(() -> {
                    ledger.note("m");
                    throw new IllegalStateException("the caller failed");
                }))
                .hasMessage("the caller failed");
        assertThat(skips.seen()).containsOnly(Map.entry("audit", 1));
    }

    @Test
    void of_two_deliveries_at_once_the_second_waits_and_does_nothing() throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        Future<Ledger.Booked> first = others.submit(() -> ledger.book("m", 1, () -> {
            working.countDown();
            return mayEnd.await(30, TimeUnit.SECONDS);
        }));
        assertThat(working.await(30, TimeUnit.SECONDS)).isTrue();
        Future<Ledger.Booked> second = begin("m", 2);
        mayEnd.countDown();

        assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo(new Ledger.Booked(1));
        assertThat(second.get(30, TimeUnit.SECONDS)).isNull();
        assertThat(bank.count()).isEqualTo(1);
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void of_two_deliveries_at_once_the_second_works_if_the_first_fails() throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        Future<Ledger.Booked> first = others.submit(() -> ledger.book("m", 1, () -> {
            working.countDown();
            mayEnd.await(30, TimeUnit.SECONDS);
            throw new IllegalStateException("the first failed");
        }));
        assertThat(working.await(30, TimeUnit.SECONDS)).isTrue();
        Future<Ledger.Booked> second = begin("m", 2);
        mayEnd.countDown();

        assertThatThrownBy(() -> first.get(30, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
        assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo(new Ledger.Booked(2));
        assertThat(bank.count()).isEqualTo(1);
    }

    @Test
    void consumers_method_may_be_that_of_a_bean_which_can_be_passivated() {
        assertThat(server.get(Cart.class)).isNotNull();
    }

    /** Returns when the other transaction is at the inbox, or a little before. */
    private Future<Ledger.Booked> begin(String message, long account) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Future<Ledger.Booked> delivery = others.submit(() -> server.inTransaction(() -> {
            begun.countDown();
            return ledger.book(message, account, NOTHING);
        }));
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        return delivery;
    }

    /** As the broker delivers it. */
    private Message message(String property, String id) throws Exception {
        try (Connection connection = server.broker().plain().createConnection()) {
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            Message message = session.createTextMessage("text");
            if (property != null) {
                message.setStringProperty(property, id);
            }
            session.createProducer(session.createQueue("in")).send(message);
        }
        return server.broker().receiveAll("in").get(0);
    }
}
