package io.outboxed.internal.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.spi.Batch;
import io.outboxed.spi.Entry;
import io.outboxed.spi.EntryRejectedException;
import io.outboxed.spi.EntryTransformer;
import io.outboxed.spi.Envelopes;
import io.outboxed.spi.LaneLock;
import io.outboxed.spi.Payload;
import io.outboxed.spi.Sender;
import io.outboxed.spi.StoreStatus;
import io.outboxed.test.memory.InMemoryOutboxStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import net.jqwik.api.lifecycle.BeforeTry;
import org.junit.jupiter.api.BeforeEach;

/** A pass over the reference store, with a broker whose transactions and the death of the process are simulated. */
abstract class PassScenario {

    /** The process dies: nothing more of this pass happens. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    static final LaneLock LANE_0 = new LaneLock(0, 0, LaneLock.NEVER, LaneLock.NEVER, false, Optional.empty());

    InMemoryOutboxStore store;
    Routes routes;
    RetryPolicy policy = policy(false);
    List<EntryTransformer> transformers = List.of();
    Duration retention = Duration.ZERO;
    SimulatedBroker broker;
    boolean diesAfterBrokerCommit;
    boolean storeIsFull;
    int transactions;
    long nanoTime;

    final class SimulatedBroker implements Sender {
        final List<String> received = new ArrayList<>();
        final List<Payload> payloads = new ArrayList<>();
        final List<Integer> batchSizes = new ArrayList<>();
        final Set<String> rejects = new HashSet<>();
        final Set<String> kills = new HashSet<>();
        int unknownOutcomes;
        Runnable hesitation = () -> {};
        private final List<String> uncommitted = new ArrayList<>();

        @Override
        public void send(Batch batch) throws EntryRejectedException {
            batchSizes.add(batch.entries().size());
            hesitation.run();
            for (Entry entry : batch.entries()) {
                if (kills.contains(entry.id())) {
                    throw new Death();
                }
                if (rejects.contains(entry.id())) {
                    throw new EntryRejectedException(entry, false, "rejected", null);
                }
                uncommitted.add(entry.id());
                payloads.add(entry.envelope().payload());
            }
        }

        void commit() {
            received.addAll(uncommitted);
            uncommitted.clear();
            if (unknownOutcomes > 0) {
                unknownOutcomes--;
                throw new IllegalStateException("connection lost during commit");
            }
            if (diesAfterBrokerCommit) {
                throw new Death();
            }
        }
    }

    /** The outer transaction is the store's, the inner one the broker's. */
    final class TwoResources implements NewTransaction {
        private boolean inner;

        @Override
        public <T> Result<T> run(Callable<T> work) {
            return inner ? runAtBroker(work) : runAtStore(work);
        }

        @Override
        public <T> Result<T> outside(Callable<T> work) {
            assertThat(inner).isTrue();
            try {
                return new Result<>(work.call(), null);
            } catch (Exception e) {
                return new Result<>(null, e);
            }
        }

        private <T> Result<T> runAtStore(Callable<T> work) {
            transactions++;
            store.begin();
            inner = true;
            try {
                T value = work.call();
                if (storeIsFull) {
                    throw new IllegalStateException("no room");
                }
                store.commit();
                return new Result<>(value, null);
            } catch (Exception e) {
                store.rollback();
                return new Result<>(null, e);
            } catch (Death e) {
                store.rollback(); // by the database, when it notices
                throw e;
            } finally {
                inner = false;
            }
        }

        private <T> Result<T> runAtBroker(Callable<T> work) {
            T value;
            try {
                value = work.call();
            } catch (Exception e) {
                broker.uncommitted.clear();
                return new Result<>(null, e);
            } catch (Death e) {
                broker.uncommitted.clear(); // by the broker, when it notices
                throw e;
            }
            broker.commit();
            return new Result<>(value, null);
        }
    }

    @BeforeEach
    @BeforeTry
    void open() {
        store = new InMemoryOutboxStore();
        broker = new SimulatedBroker();
        diesAfterBrokerCommit = false;
        storeIsFull = false;
        commit(() -> store.prepare(1));
    }

    static RetryPolicy policy(boolean holdsKey) {
        return new RetryPolicy(3, new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(1)), holdsKey, () -> 0.999);
    }

    void commit(Runnable work) {
        store.begin();
        work.run();
        store.commit();
    }

    void publish(String id, String key) {
        commit(() -> store.append(0, List.of(Envelopes.envelope(id, key))));
    }

    Pass pass(int batchSize, long batchBytes) {
        return pass(List.of(broker), batchSize, batchBytes);
    }

    /** One that has shown already that its first batch kills nobody. */
    Pass pass(List<Sender> senders, int batchSize, long batchBytes) {
        Pass pass = freshPass(senders, batchSize, batchBytes);
        pass.trust(0);
        return pass;
    }

    /** As in a process that has just started. */
    Pass freshPass(List<Sender> senders, int batchSize, long batchBytes) {
        NewTransaction transaction = new TwoResources();
        routes = new Routes(senders);
        return new Pass(
                store,
                routes,
                new TransformedSending(
                        new BatchSending(routes, transaction, new Failures(List.of(), Set.of()), () -> nanoTime),
                        transformers,
                        transaction,
                        new Failures(List.of(), Set.of()),
                        batchBytes,
                        () -> nanoTime),
                transaction,
                entry -> policy,
                new Pass.Limits(batchSize, batchBytes, 1_000, retention, 3));
    }

    PassResult run() throws Exception {
        return pass(500, 1_000_000).run(0);
    }

    StoreStatus status() {
        store.begin();
        StoreStatus status = store.status();
        store.commit();
        return status;
    }
}
