package io.outboxed.test;

import io.outboxed.spi.Payload;
import java.util.Map;
import java.util.TreeMap;

/** How messages look in what a failed assertion says. Payloads are shown, as they are a test's own. */
final class Description {
    private static final int MAX_PAYLOAD = 120;

    private Description() {}

    static String of(
            String type, String destination, String key, String id, Map<String, Object> headers, Payload payload) {
        StringBuilder text = new StringBuilder(type).append(" to ").append(destination);
        text.append(key == null ? ", without a key" : ", key \"" + key + "\"");
        text.append(", id ").append(id);
        if (!headers.isEmpty()) {
            text.append(", headers ").append(new TreeMap<>(headers));
        }
        return text.append(": ").append(shortened(payload)).toString();
    }

    private static String shortened(Payload payload) {
        if (!(payload instanceof Payload.Text text)) {
            return payload.toString();
        }
        String whole = text.text();
        return whole.length() <= MAX_PAYLOAD ? whole : whole.substring(0, MAX_PAYLOAD) + "…";
    }
}
