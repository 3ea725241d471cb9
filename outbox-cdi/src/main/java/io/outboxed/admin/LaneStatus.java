package io.outboxed.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a lane is doing.
 *
 * @param lane its number
 * @param owner who works on it now
 * @param hasReady whether it has entries that can go now
 * @param oldestAge age of its first ready entry, by the store's clock; zero if there is none
 * @param nextLook when its next retrying or scheduled entry may go, or its waiting ones are to be looked at, by the store's clock; empty if nothing
 *     waits for a time
 */
public record LaneStatus(int lane, Owner owner, boolean hasReady, Duration oldestAge, Optional<Instant> nextLook) {

    /** Who works on a lane. */
    public enum Owner {
        /** Nobody, at this moment. */
        NONE,
        /** A pass of this node's relay. */
        HERE,
        /** Another node, or an operator's call, has locked it. */
        ELSEWHERE
    }

    /** Refuses null. */
    public LaneStatus {
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(oldestAge, "oldestAge");
        Objects.requireNonNull(nextLook, "nextLook");
    }
}
