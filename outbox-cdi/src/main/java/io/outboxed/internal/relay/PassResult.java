package io.outboxed.internal.relay;

import io.outboxed.spi.Entry;
import io.outboxed.spi.SenderUnavailableException;
import io.outboxed.spi.SentBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How a pass ended. */
sealed interface PassResult {

    /** Another pass owns the lane. */
    record Taken() implements PassResult {}

    /**
     * The lane was owned and worked on.
     *
     * @param sent the entries that were sent and taken out of the lane
     * @param setbacks entries that failed
     * @param expired entries that were dropped unsent
     * @param again whether the lane probably has more that can go now
     * @param outages what was found away, and why
     * @param answered the circuits by which something was accepted
     */
    record Owned(
            SentBatch sent,
            List<Setback> setbacks,
            List<Entry> expired,
            boolean again,
            Map<Outage, SenderUnavailableException> outages,
            Set<Outage> answered)
            implements PassResult {

        private static final SentBatch NOTHING_SENT = new SentBatch(0, List.of(), 0, Instant.EPOCH, Duration.ZERO);

        /** How many entries were sent. */
        int accepted() {
            return sent.entries().size();
        }

        /** Nothing was sent. */
        static Owned without(List<Setback> setbacks, List<Entry> expired, boolean again) {
            return new Owned(NOTHING_SENT, setbacks, expired, again, Map.of(), Set.of());
        }

        /** Nothing was sent, as something is away. */
        static Owned away(Outage outage, SenderUnavailableException cause) {
            return new Owned(NOTHING_SENT, List.of(), List.of(), true, Map.of(outage, cause), Set.of());
        }
    }

    /**
     * A failed attempt.
     *
     * @param attempts failed attempts so far, this one included
     * @param delay until the next one; empty if the entry was buried
     * @param holdsKey whether, if it was buried, later entries of its key wait
     */
    record Setback(Entry entry, int attempts, Optional<Duration> delay, boolean holdsKey, Throwable cause) {

        /** Whether it is a dead letter now. */
        boolean isBuried() {
            return delay.isEmpty();
        }
    }
}
