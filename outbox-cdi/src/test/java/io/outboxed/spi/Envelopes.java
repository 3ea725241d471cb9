package io.outboxed.spi;

import java.time.Instant;
import java.util.Map;

/** Makes sealed envelopes for tests. */
public final class Envelopes {
    private Envelopes() {}

    /** Text "payload of {id}", no key. */
    public static SealedEnvelope envelope(String id) {
        return envelope(id, null, text("payload of " + id));
    }

    /** Text "payload of {id}". */
    public static SealedEnvelope envelope(String id, String key) {
        return envelope(id, key, text("payload of " + id));
    }

    /** Without headers. */
    public static SealedEnvelope envelope(String id, String key, Payload payload) {
        return envelope(id, key, payload, Map.of());
    }

    /** The rest is the same each time. */
    public static SealedEnvelope envelope(String id, String key, Payload payload, Map<String, Object> headers) {
        return sealed(
                id, "orders", "OrderPlaced", key, payload, headers, null, 4, Instant.parse("2026-01-01T00:00:00.123Z"));
    }

    /** To be sent at once, never expires, and its id is our own. */
    public static SealedEnvelope sealed(
            String id,
            String destination,
            String type,
            String key,
            Payload payload,
            Map<String, Object> headers,
            String correlationId,
            int priority,
            Instant occurred) {
        return new SealedEnvelope(
                id, false, destination, type, key, payload, headers, correlationId, priority, occurred, null, null);
    }

    /** The same, but for another destination. */
    public static SealedEnvelope to(String destination, String id, String key) {
        return sealed(id, destination, "OrderPlaced", key, text("payload of " + id), Map.of(), null, 4, Instant.EPOCH);
    }

    /** The same, with times: each may be null. */
    public static SealedEnvelope timed(String id, String key, Moment notBefore, Moment expires) {
        return timed(id, false, key, notBefore, expires);
    }

    /** The same, with an id that the caller gave. */
    public static SealedEnvelope claimed(String id, String key) {
        return timed(id, true, key, null, null);
    }

    private static SealedEnvelope timed(String id, boolean idClaimed, String key, Moment notBefore, Moment expires) {
        SealedEnvelope plain = envelope(id, key);
        return new SealedEnvelope(
                id,
                idClaimed,
                plain.destination(),
                plain.type(),
                key,
                plain.payload(),
                plain.headers(),
                null,
                4,
                plain.occurred(),
                notBefore,
                expires);
    }

    /** Plain text. */
    public static Payload text(String text) {
        return new Payload.Text("text/plain", text);
    }

    /** Bytes. */
    public static Payload bytes(byte... bytes) {
        return new Payload.Binary("application/octet-stream", bytes);
    }
}
