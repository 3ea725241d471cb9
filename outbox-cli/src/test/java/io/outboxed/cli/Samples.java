package io.outboxed.cli;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Arrays;
import java.util.List;

/** What the console answers, by its contract. */
final class Samples {
    static final String TAKEN = "2026-11-01T10:00:00.123Z";

    private Samples() {}

    static JsonObject count(long value, boolean exact) {
        return Json.createObjectBuilder()
                .add("value", value)
                .add("exact", exact)
                .build();
    }

    private static JsonObjectBuilder backlog(long pending, long dead, double oldestAge) {
        return Json.createObjectBuilder()
                .add("ready", count(pending, true))
                .add("waiting", count(0, true))
                .add("retrying", count(2, true))
                .add("scheduled", count(1_234_567, false))
                .add("dead", count(dead, true))
                .add("pending", count(pending, true))
                .add("oldestAgeSeconds", oldestAge);
    }

    /** An overview whose parts can be replaced. */
    static JsonObjectBuilder overview(long dead, double oldestAge) {
        return Json.createObjectBuilder()
                .add("taken", TAKEN)
                .add("application", "shop")
                .add("relayRunning", true)
                .add("relayEnabled", true)
                .addNull("cdcSlot")
                .add("workers", 2)
                .add("allPaused", false)
                .addNull("allPausedSince")
                .add(
                        "paused",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("destination", "warehouse")
                                        .add("since", "2026-11-01T09:40:00.123Z")))
                .add("outages", Json.createArrayBuilder())
                .add("total", backlog(17, dead, oldestAge))
                .add(
                        "destinations",
                        Json.createArrayBuilder()
                                .add(backlog(16, dead, oldestAge)
                                        .add("destination", "orders")
                                        .add("paused", false)
                                        .add("away", false))
                                .add(backlog(1, 0, 0)
                                        .add("destination", "warehouse-of-the-north")
                                        .add("paused", true)
                                        .add("away", true)))
                .add(
                        "node",
                        Json.createObjectBuilder()
                                .add("published", 12_345)
                                .add("sent", 12_300)
                                .add("duplicates", 1)
                                .add("failed", 4)
                                .add("buried", 3)
                                .add("expired", 0)
                                .add("publishedPerSecond", 10.25)
                                .add("sentPerSecond", 12.5));
    }

    static String overview() {
        return overview(3, 12.4).build().toString();
    }

    static String away(String name) {
        return overview(0, 1)
                .add(
                        "outages",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("name", name)
                                        .add("since", "2026-11-01T09:59:00Z")))
                .build()
                .toString();
    }

    /** An entry whose parts can be replaced. */
    static JsonObjectBuilder entry(String id) {
        return Json.createObjectBuilder()
                .add("id", id)
                .add("state", "DEAD")
                .add("destination", "orders")
                .add("type", "OrderPlaced")
                .add("key", "4711")
                .addNull("correlationId")
                .add("contentType", "application/json")
                .add("headerNames", Json.createArrayBuilder().add("tenant"))
                .add("priority", 4)
                .add("occurred", "2026-11-01T09:00:00Z")
                .addNull("expires")
                .add("at", "2026-11-01T09:30:00.5Z")
                .add("attempts", 8)
                .add("error", "OUTBOX-4003 jakarta.jms.JMSException")
                .add("holdsKey", false)
                .add("payloadSize", 1_500);
    }

    static String page(String next, JsonObjectBuilder... entries) {
        JsonArrayBuilder all = Json.createArrayBuilder();
        Arrays.stream(entries).forEach(all::add);
        JsonObjectBuilder page = Json.createObjectBuilder().add("entries", all);
        return (next == null ? page.addNull("next") : page.add("next", next))
                .build()
                .toString();
    }

    static String page(String next, String... ids) {
        return page(next, Arrays.stream(ids).map(Samples::entry).toArray(JsonObjectBuilder[]::new));
    }

    static String content(String text) {
        JsonObjectBuilder content = Json.createObjectBuilder()
                .add("id", "a")
                .add("contentType", "application/json")
                .add("size", 17);
        return content.add("text", text)
                .addNull("base64")
                .add("complete", true)
                .add(
                        "headers",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("name", "tenant")
                                        .add("type", "String")
                                        .add("value", "north")))
                .build()
                .toString();
    }

    static String done(long done, long gone, long expired, boolean more, String... remaining) {
        return Json.createObjectBuilder()
                .add("done", done)
                .add("gone", gone)
                .add("expired", expired)
                .add("more", more)
                .add("remaining", Json.createArrayBuilder(List.of(remaining)))
                .build()
                .toString();
    }

    static String counted(long value) {
        return count(value, true).toString();
    }
}
