package io.outboxed.spi;

import java.util.Objects;

/**
 * A stored envelope that is ready to go.
 *
 * @param lane the lane it lies in
 * @param position its place in the order, assigned by the store when it was inserted; unique within the outbox
 * @param attempts how often sending it has failed, 0 or more
 * @param timeToLive milliseconds until it expires, counted from when it was read; 0: never expires; negative: has expired
 * @param envelope what is to be sent
 */
public record Entry(int lane, long position, int attempts, long timeToLive, SealedEnvelope envelope) {

    /** Refuses null. */
    public Entry {
        Objects.requireNonNull(envelope, "envelope");
    }

    /**
     * The time to live of an entry that is read at {@code now}.
     *
     * @param expires null for never
     * @param now milliseconds since 1970-01-01T00:00Z by the store's clock
     */
    public static long timeToLive(Moment.At expires, long now) {
        if (expires == null) {
            return 0;
        }
        long left = expires.atMillis(now) - now;
        return left > 0 ? left : -1;
    }

    /** The same entry with another envelope. */
    public Entry with(SealedEnvelope changed) {
        return new Entry(lane, position, attempts, timeToLive, changed);
    }

    /** The message id. */
    public String id() {
        return envelope.id();
    }

    /** The ordering key, or null for none. */
    public String key() {
        return envelope.key();
    }

    /** Where it goes. */
    public String destination() {
        return envelope.destination();
    }

    /** Whether it must not be sent any more. */
    public boolean isExpired() {
        return timeToLive < 0;
    }
}
