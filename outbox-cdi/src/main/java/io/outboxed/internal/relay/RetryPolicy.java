package io.outboxed.internal.relay;

import io.outboxed.OutboxConfig;
import io.outboxed.RetrySettings;
import io.outboxed.spi.Entry;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/**
 * Whether and when an entry that was rejected is tried again.
 *
 * @param maxAttempts attempts before it is buried, ≥ 1
 * @param holdsKey whether, once it is buried, later entries of its key wait
 */
public record RetryPolicy(int maxAttempts, BackOff backOff, boolean holdsKey, DoubleSupplier random) {

    /** The policy of each entry, by its type, else its destination, else for all. */
    public static Function<Entry, RetryPolicy> policies(OutboxConfig config, DoubleSupplier random) {
        RetryPolicy forAll = of(config.retry(), random);
        return entry -> {
            RetrySettings ofType = config.retryOfType().get(entry.envelope().type());
            RetrySettings ofDestination = config.retryOfDestination().get(entry.destination());
            if (ofType == null && ofDestination == null) {
                return forAll;
            }
            RetrySettings settings = ofDestination == null ? config.retry() : ofDestination.or(config.retry());
            return of(ofType == null ? settings : ofType.or(settings), random);
        };
    }

    private static RetryPolicy of(RetrySettings settings, DoubleSupplier random) {
        return new RetryPolicy(
                settings.maxAttempts(),
                new BackOff(settings.initial(), settings.max()),
                settings.onDead() == RetrySettings.OnDead.HOLD,
                random);
    }

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
