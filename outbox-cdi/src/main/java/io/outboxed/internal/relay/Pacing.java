package io.outboxed.internal.relay;

import java.time.Duration;

/**
 * How long to wait between two looks at the store: short while there is work, doubling up to the idle bound when there is none.
 *
 * <p><b>Threads:</b> one at a time.
 */
public final class Pacing {
    private final Duration busy;
    private final Duration idle;
    private Duration current;

    /** With {@code busy ≤ idle}. */
    public Pacing(Duration busy, Duration idle) {
        this.busy = busy;
        this.idle = idle;
        this.current = busy;
    }

    Duration idle() {
        return idle;
    }

    synchronized Duration next(boolean foundWork) {
        Duration doubled = current.multipliedBy(2);
        current = foundWork ? busy : doubled.compareTo(idle) < 0 ? doubled : idle;
        return current;
    }
}
