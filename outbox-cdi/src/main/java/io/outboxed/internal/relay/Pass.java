package io.outboxed.internal.relay;

import io.outboxed.internal.Log;
import io.outboxed.spi.Entry;
import io.outboxed.spi.LaneLock;
import io.outboxed.spi.OutboxStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The relay's algorithm: one run over one lane.
 *
 * <p>The outer transaction holds the lane and the deletion, the inner ones hold the sending. They commit from the inside out:
 * an entry is deleted only after the broker's acceptance. A crash in between sends it again, under the same id.
 *
 * <p>Every pass reads from the start of the lane. A cursor would be wrong: a transaction that commits late has a lower position
 * than what was read already, and the next one of its key may be in sight before it is (see {@code
 * docs/decisions/0001-no-position-cursor.md}).
 */
public final class Pass {

    /** What bounds a batch. */
    public record Limits(int batchSize, long batchBytes, long payloadMaxBytes) {}

    private final OutboxStore store;
    private final BatchSending sending;
    private final NewTransaction transaction;
    private final RetryPolicy retryPolicy;
    private final Limits limits;

    /** Everything it needs; it keeps no state between runs. */
    public Pass(
            OutboxStore store,
            BatchSending sending,
            NewTransaction transaction,
            RetryPolicy retryPolicy,
            Limits limits) {
        this.store = store;
        this.sending = sending;
        this.transaction = transaction;
        this.retryPolicy = retryPolicy;
        this.limits = limits;
    }

    PassResult run(int lane) throws Exception {
        return transaction.run(() -> runIn(lane)).orThrow();
    }

    private PassResult runIn(int lane) {
        Optional<LaneLock> lock = store.lock(lane);
        if (lock.isEmpty()) {
            return new PassResult.Taken();
        }
        LaneLock owned = lock.get();
        if (owned.isDue()) {
            store.bringBackDue(owned);
        }
        List<Entry> batch = store.read(owned, limits.batchSize(), limits.batchBytes());
        if (batch.isEmpty()) {
            return new PassResult.Owned(0, 0, false, Optional.empty());
        }
        SendReport report = sending.send(batch);
        if (!report.accepted().isEmpty()) {
            store.delete(owned, report.accepted());
        }
        report.rejected().forEach(rejection -> putAside(owned, rejection));
        return new PassResult.Owned(
                report.accepted().size(), report.rejected().size(), mayHaveMore(batch, report), report.outage());
    }

    private void putAside(LaneLock lane, SendReport.Rejection rejection) {
        Entry entry = rejection.entry();
        int attempts = entry.attempts() + 1;
        String error = Log.describe(rejection.cause());
        Optional<Duration> wait = retryPolicy.next(attempts, rejection.permanent());
        if (wait.isPresent()) {
            store.retry(lane, entry, attempts, lane.now() + wait.get().toMillis(), error);
            Log.retrying(entry, attempts, wait.get(), rejection.cause());
        } else {
            store.bury(lane, entry, attempts, error);
            Log.buried(entry, attempts, rejection.cause());
        }
    }

    private boolean mayHaveMore(List<Entry> batch, SendReport report) {
        if (report.outage().isPresent()) {
            return false;
        }
        return batch.size() >= limits.batchSize() || !report.rejected().isEmpty() || wasCutBySize(batch);
    }

    /** Whether the next payload might not have fitted into the batch any more. */
    private boolean wasCutBySize(List<Entry> batch) {
        long bytes =
                batch.stream().mapToLong(e -> e.envelope().payload().size()).sum();
        return bytes > limits.batchBytes() - limits.payloadMaxBytes();
    }
}
