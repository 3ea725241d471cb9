package io.outboxed.internal.relay;

import io.outboxed.spi.Entry;
import io.outboxed.spi.SenderUnavailableException;
import java.time.Duration;
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
     * @param accepted how many entries were sent and taken out of the lane
     * @param setbacks entries that failed
     * @param expired entries that were dropped unsent
     * @param again whether the lane probably has more that can go now
     * @param outages what was found away, and why
     * @param answered the circuits by which something was accepted
     */
    record Owned(
            int accepted,
            List<Setback> setbacks,
            List<Entry> expired,
            boolean again,
            Map<Outage, SenderUnavailableException> outages,
            Set<Outage> answered)
            implements PassResult {

        /** Nothing was sent. */
        static Owned without(List<Setback> setbacks, List<Entry> expired, boolean again) {
            return new Owned(0, setbacks, expired, again, Map.of(), Set.of());
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
