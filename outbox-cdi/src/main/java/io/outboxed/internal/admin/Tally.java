package io.outboxed.internal.admin;

import io.outboxed.admin.Activity;
import io.outboxed.admin.Backlog;
import io.outboxed.spi.Entry;
import io.outboxed.spi.OutboxListener;
import io.outboxed.spi.SentBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** What this node has done since it was started. */
public final class Tally implements OutboxListener {
    public final LongAdder published = new LongAdder();
    public final LongAdder sent = new LongAdder();
    public final LongAdder duplicates = new LongAdder();
    public final LongAdder failed = new LongAdder();
    public final LongAdder buried = new LongAdder();
    public final LongAdder expired = new LongAdder();
    public final LongAdder batches = new LongAdder();
    public final LongAdder sendNanos = new LongAdder();
    public final LongAdder lagMillis = new LongAdder();
    public final LongAdder passes = new LongAdder();
    public final LongAdder laneWaitNanos = new LongAdder();
    public final LongAdder skipped = new LongAdder();
    private volatile Backlog backlog;

    @Override
    public void published(int count) {
        published.add(count);
    }

    @Override
    public void taken(int lane, Duration waited) {
        passes.increment();
        laneWaitNanos.add(waited.toNanos());
    }

    @Override
    public void sent(SentBatch batch) {
        sent.add(batch.entries().size());
        duplicates.add(batch.duplicates());
        batches.increment();
        sendNanos.add(batch.took().toNanos());
        Instant ended = batch.ended();
        long lag = 0;
        for (Entry entry : batch.entries()) {
            lag += Math.max(
                    0, ended.toEpochMilli() - entry.envelope().occurred().toEpochMilli());
        }
        lagMillis.add(lag);
    }

    @Override
    public void failed(Entry entry, int attempts, String error, Duration nextAttempt) {
        failed.increment();
    }

    @Override
    public void buried(Entry entry, int attempts, String error, boolean holdsKey) {
        buried.increment();
    }

    @Override
    public void expired(Entry entry) {
        expired.increment();
    }

    @Override
    public void skipped(String consumer) {
        skipped.increment();
    }

    @Override
    public void backlog(Backlog found) {
        backlog = found;
    }

    /** As {@link io.outboxed.admin.Relay#activity}. */
    public Activity activity() {
        return new Activity(published.sum(), sent.sum(), duplicates.sum(), failed.sum(), buried.sum(), expired.sum());
    }

    /** What was last found; empty for the first seconds, and where the relay does not run. */
    public Optional<Backlog> backlog() {
        return Optional.ofNullable(backlog);
    }
}
