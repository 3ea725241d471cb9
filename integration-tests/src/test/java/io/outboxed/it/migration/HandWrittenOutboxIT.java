package io.outboxed.it.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.admin.Relay;
import io.outboxed.it.Account;
import io.outboxed.it.onejvm.OneJvm;
import jakarta.jms.Message;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a hand-written outbox to Outboxed, on several nodes, under load: each thread is a node that writes. */
class HandWrittenOutboxIT {
    private static final int NODES = 4;
    private static final int KEYS = 3;
    private static final int TRANSACTIONS = 12;

    /** Of the scheduler. */
    private static final Duration INTERVAL = Duration.ofMillis(10);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private OneJvm server;
    private OldOutbox old;
    private OldRows now;

    /** A way to publish, in the caller's transaction. */
    private interface Publisher {
        void publish(String aggregate, String type, String payload);
    }

    @BeforeEach
    void start() throws Exception {
        server = new OneJvm(settings -> settings.lanes(4).workers(2), OldRows.class);
        if (System.getProperty("it.database", "h2").equals("h2")) {
            // who waits for a row has no turn there, and two seconds are soon over on a busy machine
            server.persistence().execute("set default_lock_timeout 30000");
        }
        OldOutbox.createTable(server.persistence());
        old = new OldOutbox(server);
        now = server.get(OldRows.class);
        server.startRelay(); // Outboxed is deployed, and nobody publishes to it yet
        server.inTransaction(() -> {
            for (long key = 0; key < KEYS; key++) {
                server.persistence().entityManager().persist(new Account(key, "ada", 0));
            }
            return null;
        });
    }

    @AfterEach
    void stop() throws Exception {
        threads.shutdownNow();
        server.close();
    }

    @Test
    void nothing_is_lost_and_each_key_keeps_its_order_on_the_way_from_node_to_node() throws Exception {
        // as it was: all nodes store in the table, and one polls
        work(old::poll, old::store, old::store, old::store, old::store);
        // release A: no node polls any more; the last poller died when it had sent a row, and not marked it
        work(null, old::store, old::store, old::store, old::store);
        old.pollAndDie();
        // release B on two nodes
        work(this::moveAll, old::store, old::store, now::publish, now::publish);
        // release B on all
        work(this::moveAll, now::publish, now::publish, now::publish, now::publish);
        moveAll();

        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> server.get(Relay.class).status().store().ready() == 0);
        assertThat(old.unsent()).isZero();
        int repeated = 0;
        Set<String> ids = new HashSet<>();
        Map<String, List<Long>> byKey = new LinkedHashMap<>();
        for (Message message : server.broker().receiveAll("accounts")) {
            if (ids.add(idOf(message))) {
                byKey.computeIfAbsent(message.getStringProperty("JMSXGroupID"), key -> new ArrayList<>())
                        .add(Long.valueOf(message.getBody(String.class)));
            } else {
                repeated++;
            }
        }
        assertThat(repeated).isEqualTo(1);
        assertThat(ids).hasSize(4 * NODES * TRANSACTIONS);
        assertThat(byKey).hasSize(KEYS);
        byKey.values().forEach(balances -> assertThat(balances).isSorted().doesNotHaveDuplicates());
    }

    /** What the timer of release B does; tells how many keys had something. */
    private int moveAll() {
        List<String> keys = now.keys();
        keys.forEach(now::move);
        return keys.size();
    }

    /** As {@code outbox.inbox.message-id=event_id,outbox_id} has it. */
    private static String idOf(Message message) throws Exception {
        String old = message.getStringProperty("event_id");
        return old == null ? message.getStringProperty("outbox_id") : old;
    }

    /** Every node runs its transactions, while some node polls or moves; null for none. */
    private void work(Callable<Integer> poller, Publisher... nodes) throws Exception {
        List<Future<?>> all = new ArrayList<>();
        for (Publisher node : nodes) {
            all.add(threads.submit(() -> {
                for (int i = 0; i < TRANSACTIONS; i++) {
                    deposit(i % KEYS, node);
                }
                return null;
            }));
        }
        AtomicBoolean done = new AtomicBoolean();
        Future<?> polling = threads.submit(() -> {
            while (poller != null && !done.get()) {
                if (poller.call() == 0) {
                    LockSupport.parkNanos(INTERVAL.toNanos());
                }
            }
            return null;
        });
        for (Future<?> node : all) {
            node.get();
        }
        done.set(true);
        polling.get();
    }

    /** Transactions of a key follow one another, as each locks the row of its aggregate: without that, no outbox has an order to keep. */
    private void deposit(long key, Publisher node) throws Exception {
        server.inTransaction(() -> {
            EntityManager em = server.persistence().entityManager();
            Account account = em.find(Account.class, key, LockModeType.PESSIMISTIC_WRITE);
            account.add(1);
            node.publish(Long.toString(key), "Deposited", Long.toString(account.balance()));
            return null;
        });
    }
}
