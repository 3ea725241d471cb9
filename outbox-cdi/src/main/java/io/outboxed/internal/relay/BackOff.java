package io.outboxed.internal.relay;

import java.time.Duration;

/**
 * How long to wait before the next attempt: exponential, capped, with full jitter (M. Brooker, "Exponential Backoff And
 * Jitter", AWS Architecture Blog, 2015). A pure function of the attempt, so that nothing can overflow or be lost in a restart.
 *
 * @param initial upper bound after the first failed attempt, ≥ 1 ms
 * @param max upper bound after any attempt, ≥ initial
 */
public record BackOff(Duration initial, Duration max) {

    /** The upper bound of the wait after {@code attempts} failed ones: {@code min(max, initial · 2^(attempts−1))}. */
    public Duration bound(int attempts) {
        int doublings = Math.max(0, attempts - 1);
        long first = initial.toMillis();
        long cap = max.toMillis();
        boolean capped = doublings >= Long.numberOfLeadingZeros(first) - 1 || (first << doublings) >= cap;
        return Duration.ofMillis(capped ? cap : first << doublings);
    }

    /**
     * The wait after {@code attempts} failed ones.
     *
     * @param attempts ≥ 1
     * @param random 0 (inclusive) to 1 (exclusive)
     * @return at least 1 ms, at most {@link #bound}
     */
    public Duration wait(int attempts, double random) {
        return Duration.ofMillis(Math.max(1, (long) (bound(attempts).toMillis() * random)));
    }
}
