package io.outboxed.admin;

import io.outboxed.spi.Payload;
import java.util.Map;
import java.util.Objects;

/**
 * What an entry carries. It may be secret, so it is part of nothing else, and its text tells only its size.
 *
 * @param payload as it was published
 * @param headers by name; values are strings, booleans and boxed numbers; unmodifiable
 */
public record EntryContent(Payload payload, Map<String, Object> headers) {

    /** Refuses null. */
    public EntryContent {
        Objects.requireNonNull(payload, "payload");
        headers = Map.copyOf(headers);
    }

    /** Neither the payload nor the headers' values. */
    @Override
    public String toString() {
        return "EntryContent[" + payload.size() + " bytes, headers " + headers.keySet() + "]";
    }
}
