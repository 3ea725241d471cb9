package io.outboxed.spi;

/**
 * Turns payloads into text or bytes when they are published.
 *
 * <p>A CDI bean. The first one, by {@code @Priority} (highest first), that {@link #supports} a payload serialises it; where
 * none does, {@code String} and {@code byte[]} are taken as they are and everything else becomes JSON by JSON-B.
 *
 * <p><b>Transaction:</b> runs in the publishing thread, inside its transaction: an exception fails the publication.
 *
 * <p><b>Threads:</b> any number at once.
 */
public interface PayloadSerializer {

    /** Whether this serializer takes the payload; cheap and without side effects. */
    boolean supports(Object payload);

    /**
     * Serialises the payload.
     *
     * @throws Exception if it cannot; the publication fails with {@link io.outboxed.PublishException}, this as the cause
     */
    Payload serialize(Object payload) throws Exception;
}
