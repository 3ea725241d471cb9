package io.outboxed.spi;

import java.util.Optional;

/**
 * A lane that the current transaction owns, and what its row says for nothing.
 *
 * @param lane its number
 * @param now the store's time, in milliseconds since 1970-01-01T00:00Z; the only clock that delivery times are compared with
 * @param nextDue when the next retrying entry may go, on the same clock, or {@link #NEVER}. Scheduled entries are not
 *     counted, because publishers do not wait for the lane's row; {@link OutboxStore#outlook} knows them
 * @param releaseDue when {@link OutboxStore#releaseAll} is to look at waiting entries, on the same clock, or {@link #NEVER}
 * @param hasParked whether entries are parked that hold up later ones of their key
 * @param inFlight what was being sent when a process died, or is being sent by one that is careful
 */
public record LaneLock(
        int lane, long now, long nextDue, long releaseDue, boolean hasParked, Optional<InFlight> inFlight) {

    /** Nothing waits for a time. */
    public static final long NEVER = Long.MAX_VALUE;

    /** Whether a retrying entry may go now. */
    public boolean isDue() {
        return nextDue <= now;
    }

    /** Whether waiting entries are to be looked at now. */
    public boolean isReleaseDue() {
        return releaseDue <= now;
    }
}
