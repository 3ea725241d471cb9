package io.outboxed.internal.relay;

import io.outboxed.internal.admin.EntryWork;
import io.outboxed.internal.admin.LaneTurn;
import io.outboxed.internal.admin.Pauses;
import io.outboxed.spi.Batch;
import io.outboxed.spi.Entry;
import io.outboxed.spi.Envelopes;
import io.outboxed.spi.FailedEntryStore.Kind;
import io.outboxed.spi.LaneLock;
import io.outboxed.spi.OutboxListener;
import io.outboxed.spi.SealedEnvelope;
import io.outboxed.spi.Sender;
import io.outboxed.spi.StoreStatus;
import io.outboxed.test.memory.InMemoryFailedEntries;
import io.outboxed.test.memory.InMemoryOutboxStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** An operator beside a relay, both real, over the reference store. One failed attempt buries an entry. */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
abstract class OperatorScenario {
    final InMemoryOutboxStore store = new InMemoryOutboxStore();
    final InMemoryFailedEntries deadLetters = new InMemoryFailedEntries(store);
    final List<String> sent = Collections.synchronizedList(new ArrayList<>());
    final Set<String> rejects = new HashSet<>();
    final List<String> buried = new ArrayList<>();
    Runnable duringSend = () -> {};
    Runnable afterCommit = () -> {};
    int lanes = 1;
    boolean holdsKeys;

    /** A transaction of the store; what is begun within one is the broker's, and nothing to it. */
    final NewTransaction transaction = new NewTransaction() {
        private final ThreadLocal<Boolean> active = ThreadLocal.withInitial(() -> false);

        @Override
        public <T> Result<T> run(Callable<T> work) {
            if (active.get()) {
                return outcome(work);
            }
            active.set(true);
            store.begin();
            Result<T> result = outcome(work);
            active.set(false);
            if (result.failure() != null) {
                store.rollback();
                return result;
            }
            store.commit();
            afterCommit.run();
            return result;
        }

        private <T> Result<T> outcome(Callable<T> work) {
            try {
                return new Result<>(work.call(), null);
            } catch (Exception e) {
                return new Result<>(null, e);
            }
        }
    };

    private final Sender sender = new Sender() {
        @Override
        public void send(Batch batch) {
            duringSend.run();
            for (Entry entry : batch.entries()) {
                if (batch.isHeld(entry)) {
                    continue;
                }
                if (rejects.contains(entry.id())) {
                    batch.reject(entry, true, "rejected", null);
                } else {
                    sent.add(entry.id());
                }
            }
        }
    };

    private final OutboxListener listener = new OutboxListener() {
        @Override
        public void buried(Entry entry, int attempts, String error, boolean holdsKey) {
            buried.add(entry.id());
        }
    };

    /** A node with its own threads. */
    final class Node {
        final ManualExecutor executor = new ManualExecutor();
        final RelayDriver driver;

        Node() {
            Routes routes = new Routes(List.of(sender));
            BatchSending sending = new BatchSending(routes, transaction, new Failures(List.of(), Set.of()));
            BackOff backOff = new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(1));
            Pass pass = new Pass(
                    store,
                    routes,
                    sending,
                    transaction,
                    entry -> new RetryPolicy(1, backOff, holdsKeys, () -> 0.5),
                    new Pass.Limits(10, 1_000_000, 1_000, Duration.ZERO, 3));
            driver = new RelayDriver(
                    new RelayDriver.Parts(
                            pass, routes, sending, store, Purging.NOTHING, transaction, executor, listener),
                    new Pacing(Duration.ofMillis(500), Duration.ofSeconds(5)),
                    1,
                    Duration.ZERO,
                    System::nanoTime);
            driver.start();
        }

        /** Does what it was woken for, and nothing else. */
        void work() {
            executor.runAll();
        }

        /** Looks for work by itself, as its timer has it do, until there is none. */
        void drain() {
            do {
                driver.tick();
                executor.runAll();
            } while (hasWork());
        }

        private boolean hasWork() {
            return inTransaction(() -> store.outlook().stream().anyMatch(lane -> lane.isDue()));
        }
    }

    Node node;

    @BeforeEach
    void openStore() {
        inTransaction(() -> {
            store.prepare(lanes);
            return null;
        });
        node = new Node();
        node.drain();
    }

    <T> T inTransaction(Callable<T> work) {
        return OwnTransaction.get(transaction, work);
    }

    void publish(SealedEnvelope... envelopes) {
        publishIn(0, envelopes);
    }

    void publishIn(int lane, SealedEnvelope... envelopes) {
        inTransaction(() -> {
            store.append(lane, List.of(envelopes));
            return null;
        });
    }

    void publish(String id, String key) {
        publish(Envelopes.envelope(id, key));
    }

    /** Gives ready entries up, in this order. */
    void bury(int lane, boolean holdsKey, List<String> ids) {
        inTransaction(() -> {
            LaneLock owned = store.lock(lane).orElseThrow();
            List<Entry> ready = store.read(owned, 10_000, Long.MAX_VALUE);
            for (String id : ids) {
                Entry entry = ready.stream()
                        .filter(each -> each.id().equals(id))
                        .findFirst()
                        .orElseThrow();
                store.bury(owned, entry, 3, "OUTBOX-4003", holdsKey);
            }
            return null;
        });
    }

    /** An operator who finds each lane free. */
    EntryWork operator() {
        return operator(transaction, time -> {
            throw new AssertionError("The lane was not free");
        });
    }

    EntryWork operator(NewTransaction own, LaneTurn.Rest rest) {
        return operator(Kind.DEAD, own, rest);
    }

    EntryWork operator(Kind kind, NewTransaction own, LaneTurn.Rest rest) {
        return new EntryWork(
                store,
                deadLetters,
                kind,
                own,
                new LaneTurn(store, own, rest, () -> 0.5),
                lane -> node.driver.wake(List.of(lane)));
    }

    Pauses pauses() {
        return new Pauses(store, transaction);
    }

    StoreStatus status() {
        return inTransaction(store::status);
    }
}
