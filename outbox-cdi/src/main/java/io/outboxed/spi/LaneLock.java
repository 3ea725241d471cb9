package io.outboxed.spi;

/**
 * A lane that the current transaction owns.
 *
 * @param lane its number
 * @param now the store's time, in milliseconds since 1970-01-01T00:00Z; the only clock that delivery times are compared with
 * @param nextDue when the lane's next retrying entry is due, on the same clock, or {@link #NOTHING_RETRYING}
 */
public record LaneLock(int lane, long now, long nextDue) {

    /** No entry of the lane waits for another attempt. */
    public static final long NOTHING_RETRYING = Long.MAX_VALUE;

    /** Whether some entries of the lane wait for another attempt, so that their keys must wait too. */
    public boolean hasRetrying() {
        return nextDue != NOTHING_RETRYING;
    }

    /** Whether an entry that waited for another attempt may go now. */
    public boolean isDue() {
        return nextDue <= now;
    }
}
