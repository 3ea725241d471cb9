package io.outboxed.spi;

/**
 * What a lane has to do, as seen without owning it.
 *
 * @param lane its number
 * @param hasReady whether it has ready entries
 * @param firstOccurred {@link SealedEnvelope#occurred} of the first of them, in milliseconds; not to be used if there is none
 * @param nextDue when its next retrying or scheduled entry may go, or its waiting ones are to be looked at, in milliseconds since 1970-01-01T00:00Z by the
 *     store's clock, or {@link LaneLock#NEVER}
 * @param now the store's time, on the same clock
 */
public record LaneOutlook(int lane, boolean hasReady, long firstOccurred, long nextDue, long now) {

    /** Whether something that waited may go now. */
    public boolean isDue() {
        return nextDue <= now;
    }
}
