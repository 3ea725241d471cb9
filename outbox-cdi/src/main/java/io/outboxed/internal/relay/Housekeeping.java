package io.outboxed.internal.relay;

import io.outboxed.internal.Log;
import io.outboxed.spi.OutboxStore;
import java.time.Duration;

/**
 * Deletes what was kept long enough, in small steps, each in a transaction of its own.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class Housekeeping implements Runnable {
    static final Duration INTERVAL = Duration.ofMinutes(1);

    private static final int STEP = 1_000;
    private static final int MAX_STEPS = 200;
    private static final int RUNS_BETWEEN_SWEEPS = 10;

    private final OutboxStore store;
    private final NewTransaction transaction;
    private final Routes routes;
    private int runs;

    Housekeeping(OutboxStore store, NewTransaction transaction, Routes routes) {
        this.store = store;
        this.transaction = transaction;
        this.routes = routes;
    }

    @Override
    public void run() {
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
        }
    }
}
