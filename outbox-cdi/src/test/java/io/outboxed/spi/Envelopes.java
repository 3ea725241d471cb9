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
        return new SealedEnvelope(
                id, "orders", "OrderPlaced", key, payload, headers, null, 4, Instant.parse("2026-01-01T00:00:00.123Z"));
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
