package io.outboxed.test;

import io.outboxed.spi.SealedEnvelope;
import java.util.Objects;

/**
 * A message that was published in a transaction that has committed.
 *
 * @param <T> the payload's type
 * @param payload the object that the application has published
 * @param envelope what the outbox made of it, before any {@link io.outboxed.spi.EntryTransformer}: id, destination, type, key, headers and
 *     times, and the payload as it was serialised
 */
public record PublishedMessage<T>(T payload, SealedEnvelope envelope) {

    /** Refuses null. */
    public PublishedMessage {
        Objects.requireNonNull(payload, "payload");
        Objects.requireNonNull(envelope, "envelope");
    }

    String describe() {
        return Description.of(
                envelope.type(),
                envelope.destination(),
                envelope.key(),
                envelope.id(),
                envelope.headers(),
                envelope.payload());
    }
}
