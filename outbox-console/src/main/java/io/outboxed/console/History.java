package io.outboxed.console;

import io.outboxed.admin.Backlog;
import io.outboxed.admin.DestinationBacklog;
import io.outboxed.spi.Entry;
import io.outboxed.spi.OutboxListener;
import io.outboxed.spi.SentBatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** What this node has done since it was started, and the last hour in steps of ten seconds: the relay looks at the backlog so often. */
@ApplicationScoped
class History implements OutboxListener {
    static final int STEP_SECONDS = 10;
    private static final int POINTS = 360;

    /** A step of the last hour; {@code at} is the store's time. */
    record Point(
            Instant at, long pending, long dead, Duration oldestAge, double publishedPerSecond, double sentPerSecond) {}

    /** Numbers of messages since the start; of attempts where they failed. */
    record Sums(long published, long sent, long duplicates, long failed, long buried, long expired) {}

    private final LongAdder published = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder buried = new LongAdder();
    private final LongAdder expired = new LongAdder();

    private final Deque<Point> points = new ArrayDeque<>();
    private long lastNanos = System.nanoTime();
    private long lastPublished;
    private long lastSent;

    @Override
    public void published(int count) {
        published.add(count);
    }

    @Override
    public void sent(SentBatch batch) {
        sent.add(batch.entries().size());
        duplicates.add(batch.duplicates());
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
    public void backlog(Backlog found) {
        add(found, System.nanoTime());
    }

    synchronized void add(Backlog found, long nanos) {
        double seconds = Math.max(1, nanos - lastNanos) / 1e9;
        long publishedNow = published.sum();
        long sentNow = sent.sum();
        if (points.size() == POINTS) {
            points.removeFirst();
        }
        points.addLast(new Point(
                found.taken(),
                found.total(DestinationBacklog::pending).value(),
                found.total(DestinationBacklog::dead).value(),
                found.oldestAge(),
                (publishedNow - lastPublished) / seconds,
                (sentNow - lastSent) / seconds));
        lastNanos = nanos;
        lastPublished = publishedNow;
        lastSent = sentNow;
    }

    /** By a method, as the fields of the container's proxy are not those of the bean. */
    Sums sums() {
        return new Sums(published.sum(), sent.sum(), duplicates.sum(), failed.sum(), buried.sum(), expired.sum());
    }

    /** The oldest first. */
    synchronized List<Point> points() {
        return List.copyOf(points);
    }

    /** Empty where the relay has not looked yet. */
    synchronized Optional<Point> last() {
        return Optional.ofNullable(points.peekLast());
    }
}
