package io.outboxed.admin;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * An entry that waits for another attempt, and later entries of its key with it. Its payload and its headers' values are not part of it;
 * {@link Retries#content} gives them.
 *
 * @param id the message id
 * @param destination where it is to go
 * @param type the message's type
 * @param key the ordering key, or null for none
 * @param correlationId null for none
 * @param contentType the payload's media type
 * @param headerNames names of its headers; unmodifiable
 * @param priority 0 to 9
 * @param occurred when it happened, by the publisher's clock
 * @param expires from when on it is not to be sent any more, by the store's clock; null for never
 * @param due when it is tried again, by the store's clock
 * @param attempts failed attempts, ≥ 1
 * @param error code and class of the last failure, without anything of the payload
 * @param payloadSize the payload's size in bytes
 */
public record RetryingEntry(
        String id,
        String destination,
        String type,
        String key,
        String correlationId,
        String contentType,
        Set<String> headerNames,
        int priority,
        Instant occurred,
        Instant expires,
        Instant due,
        int attempts,
        String error,
        int payloadSize) {

    /** Refuses null where the parameters do not allow it. */
    public RetryingEntry {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(destination, "destination");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(contentType, "contentType");
        Objects.requireNonNull(occurred, "occurred");
        Objects.requireNonNull(due, "due");
        headerNames = Set.copyOf(headerNames);
    }
}
