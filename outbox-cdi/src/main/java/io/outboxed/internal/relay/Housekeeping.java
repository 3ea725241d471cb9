package io.outboxed.internal.relay;

import io.outboxed.internal.Log;
import io.outboxed.spi.OutboxStore;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Deletes what was kept long enough, in small steps, each in a transaction of its own.
 *
 * <p><b>Threads:</b> any number may start it; it runs in one.
 */
final class Housekeeping {
    static final Duration INTERVAL = Duration.ofMinutes(1);

    private static final int STEP = 1_000;
    private static final int MAX_STEPS = 200;
    private static final int RUNS_BETWEEN_SWEEPS = 10;

    private final OutboxStore store;
    private final NewTransaction transaction;
    private final Routes routes;
    private final LongSupplier nanoTime;
    private final AtomicBoolean claimed = new AtomicBoolean();
    private volatile long dueAt;
    private int runs;

    Housekeeping(OutboxStore store, NewTransaction transaction, Routes routes, LongSupplier nanoTime) {
        this.store = store;
        this.transaction = transaction;
        this.routes = routes;
        this.nanoTime = nanoTime;
        this.dueAt = nanoTime.getAsLong() + INTERVAL.toNanos();
    }

    /** Has it run if it is time and it does not run yet; does nothing if by then all has stopped. */
    void startWhenDue(WatchedExecutor executor, BooleanSupplier stopped) {
        if (nanoTime.getAsLong() - dueAt >= 0 && claimed.compareAndSet(false, true)) {
            executor.schedule(
                    () -> {
                        if (!stopped.getAsBoolean()) {
                            run();
                        }
                    },
                    Duration.ZERO);
        }
    }

    private void run() {
        if (++runs % RUNS_BETWEEN_SWEEPS == 0) {
            routes.opened(); // someone may have deleted by hand what others wait for
        }
        try {
            boolean more = true;
            for (int step = 0; more && step < MAX_STEPS; step++) {
                more = transaction.run(() -> store.purge(STEP)).orThrow();
            }
        } catch (Exception e) {
            Log.notPurged(e);
        } finally {
            dueAt = nanoTime.getAsLong() + INTERVAL.toNanos();
            claimed.set(false);
        }
    }
}
