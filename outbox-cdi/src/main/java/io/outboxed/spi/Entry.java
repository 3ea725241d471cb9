package io.outboxed.spi;

import java.util.Objects;

/**
 * A stored envelope that is ready to go.
 *
 * @param lane the lane it lies in
 * @param position its place in the order, assigned by the store when it was inserted; unique within the outbox
 * @param attempts how often sending it has failed, 0 or more
 * @param envelope what is to be sent
 */
public record Entry(int lane, long position, int attempts, SealedEnvelope envelope) {

    /** Refuses null. */
    public Entry {
        Objects.requireNonNull(envelope, "envelope");
    }

    /** The message id. */
    public String id() {
        return envelope.id();
    }

    /** The ordering key, or null for none. */
    public String key() {
        return envelope.key();
    }
}
