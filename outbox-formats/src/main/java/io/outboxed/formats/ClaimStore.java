package io.outboxed.formats;

import io.outboxed.spi.Payload;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Keeps large payloads outside of the outbox's table, each under a reference that stands for it: a claim check. A CDI bean of this type goes
 * before the setting {@code outbox.claim-check.directory}; {@code outbox.claim-check.threshold} says from which size on it is used.
 *
 * <p><b>Guarantee</b> that is relied on: what {@link #put} has stored is there when the publisher's transaction has committed, also after a
 * crash. A store that takes no part in that transaction may keep payloads of messages that were rolled back; those are removed by their
 * age.
 *
 * <p><b>Threads:</b> any number at once.
 */
public interface ClaimStore {

    /** A payload that is kept, and the message it belongs to. */
    record Claim(String reference, String messageId) {}

    /**
     * Keeps a payload.
     *
     * <p><b>Transaction:</b> the publisher's.
     *
     * @return its reference, never given before: 1 to 255 characters that a URI may have
     * @throws Exception if it cannot; the publication fails
     */
    String put(String messageId, Payload payload) throws Exception;

    /**
     * Gives a payload.
     *
     * <p><b>Transaction:</b> none, or the consumer's.
     *
     * @param reference may come from a message, so from anybody
     * @return empty if there is none of that reference
     * @throws Exception if it cannot be had now
     */
    Optional<Payload> get(String reference) throws Exception;

    /**
     * Forgets payloads; those that are not there are none.
     *
     * <p><b>Transaction:</b> none, or the consumer's.
     */
    void delete(Collection<String> references) throws Exception;

    /**
     * Finds payloads that were put before a time, in the order of their references. Some of them may be needed still.
     *
     * @param after only those of a greater reference; empty: from the first one on
     * @param max at most so many, ≥ 1
     */
    List<Claim> olderThan(Instant time, String after, int max) throws Exception;
}
