package io.outboxed.console;

import io.outboxed.admin.Activity;
import io.outboxed.admin.Backlog;
import io.outboxed.admin.DestinationBacklog;
import io.outboxed.admin.Relay;
import io.outboxed.spi.OutboxListener;
import io.outboxed.spi.PerUnit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The last hour of this node in steps of ten seconds: the relay looks at the backlog so often. */
@ApplicationScoped
@PerUnit
class History implements OutboxListener {
    static final int STEP_SECONDS = 10;
    private static final int POINTS = 360;

    /** A step of the last hour; {@code at} is the store's time. */
    record Point(
            Instant at, long pending, long dead, Duration oldestAge, double publishedPerSecond, double sentPerSecond) {}

    @Inject
    private Relay relay;

    private final Deque<Point> points = new ArrayDeque<>();
    private long lastNanos = System.nanoTime();
    private Activity last = new Activity(0, 0, 0, 0, 0, 0);

    @Override
    public void backlog(Backlog found) {
        add(found, relay.activity(), System.nanoTime());
    }

    synchronized void add(Backlog found, Activity activity, long nanos) {
        double seconds = Math.max(1, nanos - lastNanos) / 1e9;
        if (points.size() == POINTS) {
            points.removeFirst();
        }
        points.addLast(new Point(
                found.taken(),
                found.total(DestinationBacklog::pending).value(),
                found.total(DestinationBacklog::dead).value(),
                found.oldestAge(),
                (activity.published() - last.published()) / seconds,
                (activity.sent() - last.sent()) / seconds));
        lastNanos = nanos;
        last = activity;
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
