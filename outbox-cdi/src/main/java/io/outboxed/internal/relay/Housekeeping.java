package io.outboxed.internal.relay;

import io.outboxed.internal.Log;
import java.time.Duration;
import java.util.List;

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

    private final List<Purging> purgings;
    private final NewTransaction transaction;
    private final Routes routes;
    private int runs;

    Housekeeping(List<Purging> purgings, NewTransaction transaction, Routes routes) {
        this.purgings = purgings;
        this.transaction = transaction;
        this.routes = routes;
    }

    @Override
    public void run() {
        if (++runs % RUNS_BETWEEN_SWEEPS == 0) {
            routes.opened(); // someone may have deleted by hand what others wait for
        }
        purgings.forEach(this::purge);
    }

    private void purge(Purging purging) {
        try {
            boolean more = true;
            for (int step = 0; more && step < MAX_STEPS; step++) {
                more = transaction.run(() -> purging.step(STEP)).orThrow();
            }
        } catch (Exception e) {
            Log.notPurged(e);
        }
    }
}
