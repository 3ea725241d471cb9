package io.outboxed.internal.relay;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** Whether and when an entry that was rejected is tried again. */
public record RetryPolicy(int maxAttempts, BackOff backOff, DoubleSupplier random) {

    /**
     * The wait before the next attempt, or empty if the entry is to be buried.
     *
     * @param attempts failed attempts so far, this one included, ≥ 1
     * @param permanent whether another attempt is pointless
     */
    public Optional<Duration> next(int attempts, boolean permanent) {
        return permanent || attempts >= maxAttempts
                ? Optional.empty()
                : Optional.of(backOff.wait(attempts, random.getAsDouble()));
    }
}
