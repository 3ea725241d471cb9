package io.outboxed.internal.relay;

import io.outboxed.internal.Causes;
import io.outboxed.internal.Log;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The circuit of something that the relay needs: open while it is away, tried again with back-off, at full speed once it
 * answers. The log hears of it twice, when it begins and when it ends, and of an {@link Error} in between.
 *
 * <p><b>Threads:</b> any number.
 */
final class Outage {
    /** So that recovery takes seconds, and a node asks seldom enough to cost nothing. */
    static final BackOff BACK_OFF = new BackOff(Duration.ofMillis(500), Duration.ofSeconds(5));

    private final Clock clock = Clock.systemUTC();
    private final String what;
    private Instant since;
    private int failures;
    private boolean open;
    private boolean errorTold;

    Outage(String what) {
        this.what = what;
    }

    /** Notes a failure and says how long to wait; {@code random} is 0 to 1 and spreads the nodes over half of the wait. */
    synchronized Duration failed(Throwable cause, double random) {
        failures = Math.min(failures + 1, 1_000);
        open = true;
        Duration wait = BACK_OFF.wait(failures, 0.5 + random / 2);
        if (failures == 1) {
            since = clock.instant();
            Log.outageBegan(what, cause, wait);
        } else {
            Log.outageGoesOn(what, cause, wait);
        }
        if (!errorTold && hasError(cause)) {
            errorTold = true;
            Log.outageByError(what, cause);
        }
        return wait;
    }

    private static boolean hasError(Throwable failure) {
        return Causes.of(failure).anyMatch(Error.class::isInstance);
    }

    /** Lets it be used again; whether it is well shows when something has succeeded. */
    synchronized void tryAgain() {
        open = false;
    }

    /** Notes a success; true if this has closed the circuit. */
    synchronized boolean ended() {
        boolean wasOpen = open;
        open = false;
        errorTold = false;
        if (failures > 0) {
            failures = 0;
            Log.outageEnded(what);
        }
        return wasOpen;
    }

    /** Whether it must not be used now. */
    synchronized boolean isOpen() {
        return open;
    }

    /** Whether it failed and nothing has succeeded since. */
    synchronized boolean isGoingOn() {
        return failures > 0;
    }

    /** Since when it {@link #isGoingOn}; empty if it does not. */
    synchronized Optional<Instant> since() {
        return failures > 0 ? Optional.of(since) : Optional.empty();
    }

    @Override
    public String toString() {
        return what;
    }
}
