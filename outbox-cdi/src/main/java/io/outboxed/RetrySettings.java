package io.outboxed;

import java.time.Duration;

/**
 * How entries that failed are tried again. A part that is null is not said here and comes from elsewhere: for a type from its
 * destination, for a destination from the settings for all.
 *
 * @param maxAttempts attempts before an entry becomes a dead letter, 1 to 1,000; 10 if nothing else is said
 * @param initial upper bound of the wait after the first failed attempt, 1 ms to 1 d; doubles with each further one; 1 s if
 *     nothing else is said
 * @param max upper bound of any wait between attempts, initial to 7 d; 5 min if nothing else is said
 * @param onDead what a dead letter does to later entries of its key; {@code CONTINUE} if nothing else is said
 */
public record RetrySettings(Integer maxAttempts, Duration initial, Duration max, OnDead onDead) {

    /** What a dead letter does to later entries of its key. */
    public enum OnDead {
        /** They go on without it. */
        CONTINUE,
        /** They wait until it is redriven or discarded. */
        HOLD
    }

    static final RetrySettings NOTHING = new RetrySettings(null, null, null, null);
    static final RetrySettings DEFAULT =
            new RetrySettings(10, Duration.ofSeconds(1), Duration.ofMinutes(5), OnDead.CONTINUE);

    /** These, with other {@link #maxAttempts}. */
    public RetrySettings withMaxAttempts(int attempts) {
        return new RetrySettings(attempts, initial, max, onDead);
    }

    /** These, with another {@link #initial}. */
    public RetrySettings withInitial(Duration bound) {
        return new RetrySettings(maxAttempts, bound, max, onDead);
    }

    /** These, with another {@link #max}. */
    public RetrySettings withMax(Duration bound) {
        return new RetrySettings(maxAttempts, initial, bound, onDead);
    }

    /** These, with another {@link #onDead}. */
    public RetrySettings withOnDead(OnDead what) {
        return new RetrySettings(maxAttempts, initial, max, what);
    }

    /** These, completed by others where they say nothing. */
    public RetrySettings or(RetrySettings others) {
        return new RetrySettings(
                maxAttempts != null ? maxAttempts : others.maxAttempts,
                initial != null ? initial : others.initial,
                max != null ? max : others.max,
                onDead != null ? onDead : others.onDead);
    }
}
