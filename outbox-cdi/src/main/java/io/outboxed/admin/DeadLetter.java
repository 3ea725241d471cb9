package io.outboxed.admin;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * An entry that was given up. Its payload and its headers' values are not part of it, so that they never get into a log by
 * accident; {@link DeadLetters#content} gives them.
 *
 * @param id the message id
 * @param destination where it was to go
 * @param type the message's type
 * @param key the ordering key, or null for none
 * @param correlationId null for none
 * @param contentType the payload's media type
 * @param headerNames names of its headers; unmodifiable
 * @param priority 0 to 9
 * @param occurred when it happened, by the publisher's clock
 * @param expires from when on it is not to be sent any more, by the store's clock; null for never
 * @param buriedAt when it was given up, by the store's clock
 * @param attempts failed attempts, ≥ 1
 * @param error code and class of the last failure, without anything of the payload
 * @param holdsKey whether later entries of its key wait until it is redriven or discarded
 * @param payloadSize the payload's size in bytes
 */
public record DeadLetter(
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
        Instant buriedAt,
        int attempts,
        String error,
        boolean holdsKey,
        int payloadSize) {

    /** Refuses null where the parameters do not allow it. */
    public DeadLetter {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(destination, "destination");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(contentType, "contentType");
        Objects.requireNonNull(occurred, "occurred");
        Objects.requireNonNull(buriedAt, "buriedAt");
        headerNames = Set.copyOf(headerNames);
    }

    /** Whether it had expired by a moment of the store's clock, so that it can be discarded but not redriven. */
    public boolean isExpiredAt(Instant now) {
        return Optional.ofNullable(expires).map(end -> !end.isAfter(now)).orElse(false);
    }
}
