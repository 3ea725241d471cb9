package io.outboxed.internal.relay;

import io.outboxed.internal.Log;
import java.time.Duration;

/**
 * Whether something the relay needs is away, and how long to wait before the next try: with back-off, and full speed at the
 * first success. The log hears of it twice: when it begins and when it ends.
 *
 * <p><b>Threads:</b> any number.
 */
final class Outage {
    private final String what;
    private final BackOff backOff;
    private int failures;

    Outage(String what, BackOff backOff) {
        this.what = what;
        this.backOff = backOff;
    }

    /** Notes a failure and says how long to wait; {@code random} is 0 to 1 and spreads the nodes over half of the wait. */
    synchronized Duration failed(Throwable cause, double random) {
        failures = Math.min(failures + 1, 1_000);
        Duration wait = backOff.wait(failures, 0.5 + random / 2);
        if (failures == 1) {
            Log.outageBegan(what, cause, wait);
        } else {
            Log.outageGoesOn(what, cause, wait);
        }
        return wait;
    }

    /** Notes a success. */
    synchronized void ended() {
        if (failures > 0) {
            failures = 0;
            Log.outageEnded(what);
        }
    }
}
