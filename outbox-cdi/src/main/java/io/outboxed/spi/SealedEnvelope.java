package io.outboxed.spi;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * An envelope ready to be stored: everything decided, the payload serialised.
 *
 * @param id the message id, 1 to 36 characters; the same however often it is sent
 * @param idClaimed whether the caller gave the id, so that {@link OutboxStore#claimId} remembers it
 * @param destination where it goes, 1 to 255 characters
 * @param type the message's type, 1 to 255 characters
 * @param key the ordering key, 1 to 255 characters, or null for none
 * @param payload the serialised payload
 * @param headers values are {@code String}, {@code Boolean} or a boxed number; unmodifiable
 * @param correlationId 1 to 255 characters, or null for none
 * @param priority 0 to 9
 * @param occurred when it happened, to the millisecond
 * @param notBefore when it may go, or null for at once; an entry that is ready no longer tells it
 * @param expires when it is to be dropped unsent, or null for never
 */
public record SealedEnvelope(
        String id,
        boolean idClaimed,
        String destination,
        String type,
        String key,
        Payload payload,
        Map<String, Object> headers,
        String correlationId,
        int priority,
        Instant occurred,
        Moment notBefore,
        Moment expires) {

    /** Refuses null where the parameters do not allow it. */
    public SealedEnvelope {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(destination, "destination");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(payload, "payload");
        Objects.requireNonNull(headers, "headers");
        Objects.requireNonNull(occurred, "occurred");
    }

    /** The same with another payload. */
    public SealedEnvelope withPayload(Payload changed) {
        return with(type, changed, headers);
    }

    /** The same with another type. */
    public SealedEnvelope withType(String changed) {
        return with(changed, payload, headers);
    }

    /** The same with a header more, or another value for it. */
    public SealedEnvelope withHeader(String name, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(headers);
        changed.put(name, value);
        return with(type, payload, Collections.unmodifiableMap(changed));
    }

    /** The same without a header. */
    public SealedEnvelope withoutHeader(String name) {
        Map<String, Object> changed = new LinkedHashMap<>(headers);
        changed.remove(name);
        return with(type, payload, Collections.unmodifiableMap(changed));
    }

    private SealedEnvelope with(String newType, Payload newPayload, Map<String, Object> newHeaders) {
        return new SealedEnvelope(
                id,
                idClaimed,
                destination,
                newType,
                key,
                newPayload,
                newHeaders,
                correlationId,
                priority,
                occurred,
                notBefore,
                expires);
    }

    /** Names the envelope without its payload and header values. */
    @Override
    public String toString() {
        return "SealedEnvelope[id=" + id + ", destination=" + destination + ", type=" + type + ", key=" + key + ", "
                + payload + ", headers=" + headers.keySet() + "]";
    }
}
