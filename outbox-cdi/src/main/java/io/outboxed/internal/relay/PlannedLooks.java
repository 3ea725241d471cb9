package io.outboxed.internal.relay;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Looks for work at certain times. Those within the same tenth of a second are one, at its end, so that nothing is due after it.
 *
 * <p><b>Threads:</b> any number.
 */
final class PlannedLooks {
    private static final long TENTH_NANOS = 100_000_000;

    private final WatchedExecutor executor;
    private final Runnable look;
    private final LongSupplier nanoTime;
    private final Set<Long> planned = ConcurrentHashMap.newKeySet();

    PlannedLooks(WatchedExecutor executor, Runnable look, LongSupplier nanoTime) {
        this.executor = executor;
        this.look = look;
        this.nanoTime = nanoTime;
    }

    /** Looks after that time, and at most a tenth of a second later. */
    void in(Duration wait) {
        long now = nanoTime.getAsLong();
        long tenths = Math.floorDiv(now + wait.toNanos(), TENTH_NANOS) + 1;
        if (planned.add(tenths)) {
            executor.schedule(
                    () -> {
                        planned.remove(tenths);
                        look.run();
                    },
                    Duration.ofNanos(tenths * TENTH_NANOS - now));
        }
    }
}
