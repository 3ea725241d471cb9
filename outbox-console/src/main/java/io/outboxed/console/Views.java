package io.outboxed.console;

import io.outboxed.admin.ChangeResult;
import io.outboxed.admin.Count;
import io.outboxed.admin.DeadLetter;
import io.outboxed.admin.EntryContent;
import io.outboxed.admin.EntryPage;
import io.outboxed.admin.LaneStatus;
import io.outboxed.admin.RetryingEntry;
import io.outboxed.spi.Payload;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** How the API tells what the admin API gives; {@code openapi.yaml} describes it. */
final class Views {
    /** More of a payload is not shown. */
    static final int MAX_CONTENT = 262_144;

    private static final double MILLIS = 1e3;

    private Views() {}

    static double seconds(Duration duration) {
        return duration.toMillis() / MILLIS;
    }

    static JsonObject count(Count count) {
        return Json.createObjectBuilder()
                .add("value", count.value())
                .add("exact", count.exact())
                .build();
    }

    static JsonObject done(ChangeResult result, boolean more, List<String> remaining) {
        return Json.createObjectBuilder()
                .add("done", result.done())
                .add("gone", result.gone())
                .add("expired", result.expired())
                .add("more", more)
                .add("remaining", array(remaining, Json::createValue))
                .build();
    }

    static <T> JsonObject page(EntryPage<T> page, Function<T, JsonObject> view) {
        return Json.createObjectBuilder()
                .add("entries", array(page.entries(), view))
                .add("next", page.next().<JsonValue>map(Json::createValue).orElse(JsonValue.NULL))
                .build();
    }

    static <T> JsonArrayBuilder array(List<T> items, Function<T, ? extends JsonValue> view) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        items.forEach(item -> array.add(view.apply(item)));
        return array;
    }

    static JsonObject deadLetter(DeadLetter letter) {
        return entry(letter.id(), "DEAD", letter.destination(), letter.type(), letter.key(), letter.correlationId())
                .add("contentType", letter.contentType())
                .add("headerNames", names(letter.headerNames()))
                .add("priority", letter.priority())
                .add("occurred", letter.occurred().toString())
                .add("expires", text(letter.expires()))
                .add("at", letter.buriedAt().toString())
                .add("attempts", letter.attempts())
                .add("error", text(letter.error()))
                .add("holdsKey", letter.holdsKey())
                .add("payloadSize", letter.payloadSize())
                .build();
    }

    static JsonObject retrying(RetryingEntry entry) {
        return entry(entry.id(), "RETRYING", entry.destination(), entry.type(), entry.key(), entry.correlationId())
                .add("contentType", entry.contentType())
                .add("headerNames", names(entry.headerNames()))
                .add("priority", entry.priority())
                .add("occurred", entry.occurred().toString())
                .add("expires", text(entry.expires()))
                .add("at", entry.due().toString())
                .add("attempts", entry.attempts())
                .add("error", text(entry.error()))
                .add("holdsKey", entry.key() != null)
                .add("payloadSize", entry.payloadSize())
                .build();
    }

    private static JsonObjectBuilder entry(
            String id, String state, String destination, String type, String key, String correlationId) {
        return Json.createObjectBuilder()
                .add("id", id)
                .add("state", state)
                .add("destination", destination)
                .add("type", type)
                .add("key", text(key))
                .add("correlationId", text(correlationId));
    }

    private static JsonArrayBuilder names(Set<String> names) {
        return array(names.stream().sorted().toList(), Json::createValue);
    }

    private static JsonValue text(Object value) {
        return value == null ? JsonValue.NULL : Json.createValue(value.toString());
    }

    static JsonObject lane(LaneStatus lane) {
        return Json.createObjectBuilder()
                .add("lane", lane.lane())
                .add("owner", lane.owner().name())
                .add("ready", lane.hasReady())
                .add("oldestAgeSeconds", seconds(lane.oldestAge()))
                .add("nextLook", text(lane.nextLook().map(Instant::toString).orElse(null)))
                .build();
    }

    static JsonObject content(String id, EntryContent content) {
        Payload payload = content.payload();
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("id", id)
                .add("contentType", payload.contentType())
                .add("size", payload.size());
        if (payload instanceof Payload.Text text) {
            String shown = text.text().substring(0, end(text.text()));
            json.add("text", shown)
                    .add("base64", JsonValue.NULL)
                    .add("complete", shown.length() == text.text().length());
        } else if (payload instanceof Payload.Binary binary) {
            byte[] shown = Arrays.copyOf(binary.bytes(), Math.min(binary.bytes().length, MAX_CONTENT));
            json.add("text", JsonValue.NULL)
                    .add("base64", Base64.getEncoder().encodeToString(shown))
                    .add("complete", shown.length == payload.size());
        }
        JsonArrayBuilder headers = Json.createArrayBuilder();
        content.headers().keySet().stream()
                .sorted()
                .forEach(name -> headers.add(header(name, content.headers().get(name))));
        return json.add("headers", headers).build();
    }

    /** Not in the middle of a character. */
    private static int end(String text) {
        if (text.length() <= MAX_CONTENT) {
            return text.length();
        }
        return Character.isHighSurrogate(text.charAt(MAX_CONTENT - 1)) ? MAX_CONTENT - 1 : MAX_CONTENT;
    }

    private static JsonObject header(String name, Object value) {
        return Json.createObjectBuilder()
                .add("name", name)
                .add("type", value.getClass().getSimpleName())
                .add("value", value.toString())
                .build();
    }
}
