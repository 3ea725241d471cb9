package io.outboxed.internal.admin;

import io.outboxed.internal.relay.BackOff;
import io.outboxed.internal.relay.Conflicts;
import io.outboxed.internal.relay.NewTransaction;
import io.outboxed.internal.relay.OwnTransaction;
import io.outboxed.spi.LaneLock;
import io.outboxed.spi.OutboxStore;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/**
 * Takes a lane from the relay for one transaction. On a lane with a backlog, pass follows pass: the waits are so short, and so
 * uneven, that one of many tries falls between two of them.
 *
 * <p><b>Threads:</b> any number.
 */
public final class LaneTurn {
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final BackOff BACK_OFF = new BackOff(Duration.ofMillis(5), Duration.ofMillis(40));

    /** Lets time pass. */
    public interface Rest {
        /** Returns after that time, or somewhat later. */
        void rest(Duration time) throws InterruptedException;
    }

    private final OutboxStore store;
    private final NewTransaction transaction;
    private final Rest rest;
    private final DoubleSupplier random;

    /** With random numbers from 0 (inclusive) to 1 (exclusive). */
    public LaneTurn(OutboxStore store, NewTransaction transaction, Rest rest, DoubleSupplier random) {
        this.store = store;
        this.transaction = transaction;
        this.rest = rest;
        this.random = random;
    }

    /** What the work gives that was run once in a transaction that owns the lane; empty if the lane was not to be had. */
    <T> Optional<T> take(int lane, Function<LaneLock, T> work) {
        Duration left = PATIENCE;
        for (int tries = 1; true; tries++) {
            Optional<T> result = attempt(lane, work);
            if (result.isPresent() || left.isNegative() || left.isZero()) {
                return result;
            }
            Duration wait = BACK_OFF.wait(tries, random.getAsDouble());
            left = left.minus(wait);
            try {
                rest.rest(wait);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
    }

    private <T> Optional<T> attempt(int lane, Function<LaneLock, T> work) {
        try {
            return OwnTransaction.get(transaction, () -> store.lock(lane).map(work));
        } catch (RuntimeException e) {
            if (Conflicts.isConflict(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
