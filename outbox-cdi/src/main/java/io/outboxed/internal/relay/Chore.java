package io.outboxed.internal.relay;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Something to be done now and then, in a thread of the container.
 *
 * <p><b>Threads:</b> any number may start it; it runs in one.
 */
final class Chore {
    private final Duration interval;
    private final Runnable work;
    private final LongSupplier nanoTime;
    private final AtomicBoolean claimed = new AtomicBoolean();
    private volatile long dueAt;

    /** First due after the interval, and again that long after each end. */
    Chore(Duration interval, Runnable work, LongSupplier nanoTime) {
        this.interval = interval;
        this.work = work;
        this.nanoTime = nanoTime;
        this.dueAt = nanoTime.getAsLong() + interval.toNanos();
    }

    /** Has it run if it is time and it does not run yet; does nothing if by then all has stopped. */
    void startWhenDue(WatchedExecutor executor, BooleanSupplier stopped) {
        if (nanoTime.getAsLong() - dueAt >= 0 && claimed.compareAndSet(false, true)) {
            executor.schedule(() -> run(stopped), Duration.ZERO);
        }
    }

    private void run(BooleanSupplier stopped) {
        if (stopped.getAsBoolean()) {
            return;
        }
        try {
            work.run();
        } finally {
            dueAt = nanoTime.getAsLong() + interval.toNanos();
            claimed.set(false);
        }
    }
}
