package io.outboxed.admin;

import java.time.Duration;
import java.util.Objects;

/**
 * What the outbox holds for one destination.
 *
 * @param destination as envelopes name it
 * @param ready entries that are to be sent as soon as possible
 * @param waiting entries that wait for an earlier one of their key, or for their destination
 * @param retrying entries that wait for another attempt
 * @param scheduled entries that wait for their time
 * @param dead dead letters
 * @param oldestAge time since the earliest {@link io.outboxed.spi.SealedEnvelope#occurred} of its ready, waiting and retrying entries that were
 *     looked at, by the store's clock; zero if there is none, or if it lies ahead of that clock
 */
public record DestinationBacklog(
        String destination,
        Count ready,
        Count waiting,
        Count retrying,
        Count scheduled,
        Count dead,
        Duration oldestAge) {

    /** Refuses null. */
    public DestinationBacklog {
        Objects.requireNonNull(destination, "destination");
        Objects.requireNonNull(oldestAge, "oldestAge");
    }

    /** All that is to be sent: ready, waiting and retrying. */
    public Count pending() {
        return ready.plus(waiting).plus(retrying);
    }
}
