package io.outboxed.internal.relay;

import io.outboxed.admin.Backlog;
import io.outboxed.spi.Batch;
import io.outboxed.spi.Entry;
import io.outboxed.spi.EntryRejectedException;
import io.outboxed.spi.OutboxListener;
import io.outboxed.spi.Sender;
import io.outboxed.spi.SenderUnavailableException;
import io.outboxed.spi.SentBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** A driver with an executor that runs tasks only when the test says so: every race is a fixed order of steps. */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD) // a driver that never rests fails its test
abstract class RelayScenario {
    final ManualExecutor executor = new ManualExecutor();
    final OneLaneStore store = new OneLaneStore();
    final List<String> sent = new ArrayList<>();
    final List<String> buried = new ArrayList<>();
    final List<String> told = new ArrayList<>();
    boolean brokerAway;
    boolean permanentFailure;
    Error probeError;
    int probes;
    long nanoTime;
    Runnable duringSend = () -> {};

    final Sender sender = new Sender() {
        @Override
        public void send(Batch batch) throws Exception {
            probe();
            if (permanentFailure) {
                throw new EntryRejectedException(batch.entries().get(0), true, "bad", null);
            }
            batch.entries().forEach(entry -> sent.add(entry.id()));
            duringSend.run();
        }

        @Override
        public void probe() throws SenderUnavailableException {
            probes++;
            if (probeError != null) {
                throw probeError;
            }
            if (brokerAway) {
                throw new SenderUnavailableException("away", null);
            }
        }
    };

    static final NewTransaction NO_TRANSACTION = new NewTransaction() {
        @Override
        public <T> Result<T> run(Callable<T> work) {
            try {
                return new Result<>(work.call(), null);
            } catch (Exception e) {
                return new Result<>(null, e);
            }
        }
    };

    final OutboxListener listener = new OutboxListener() {
        @Override
        public void taken(int lane, Duration waited) {
            told.add("taken " + lane + " after " + waited.toMillis() + " ms");
        }

        @Override
        public void sent(SentBatch batch) {
            told.add("sent " + batch.entries().stream().map(Entry::id).toList());
        }

        @Override
        public void failed(Entry entry, int attempts, String error, Duration nextAttempt) {
            told.add("failed " + entry.id() + " " + attempts + " " + nextAttempt);
        }

        @Override
        public void buried(Entry entry, int attempts, String error, boolean holdsKey) {
            buried.add(entry.id());
        }

        @Override
        public void backlog(Backlog backlog) {
            told.add("backlog");
        }
    };

    int inboxPurges;
    final RelayDriver driver = driver(Duration.ZERO);

    private boolean purgeInbox(int max) {
        return ++inboxPurges % 3 != 0;
    }

    RelayDriver driver(Duration linger) {
        return driver(linger, List.of(sender));
    }

    RelayDriver driver(Duration linger, List<Sender> senders) {
        Routes routes = new Routes(senders);
        BatchSending sending = new BatchSending(routes, NO_TRANSACTION, new Failures(List.of(), Set.of()));
        RetryPolicy policy =
                new RetryPolicy(3, new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(1)), false, () -> 0.5);
        Pass pass = new Pass(
                store,
                routes,
                sending,
                NO_TRANSACTION,
                entry -> policy,
                new Pass.Limits(2, 1_000_000, 1_000, Duration.ZERO, 3));
        Pacing pacing = new Pacing(Duration.ofMillis(500), Duration.ofSeconds(5));
        return new RelayDriver(
                new RelayDriver.Parts(
                        pass, routes, sending, store, this::purgeInbox, NO_TRANSACTION, executor, listener),
                pacing,
                1,
                linger,
                () -> nanoTime);
    }
}
