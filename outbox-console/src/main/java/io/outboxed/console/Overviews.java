package io.outboxed.console;

import io.outboxed.OutboxConfig;
import io.outboxed.admin.Activity;
import io.outboxed.admin.Backlog;
import io.outboxed.admin.Count;
import io.outboxed.admin.DestinationBacklog;
import io.outboxed.admin.Relay;
import io.outboxed.spi.ActiveConfig;
import io.outboxed.spi.PerUnit;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The overview. However many look at it, the store is asked once a second at most. */
@ApplicationScoped
@PerUnit
class Overviews {
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    @Inject
    private Relay relay;

    @Inject
    private ActiveConfig config;

    @Inject
    private History history;

    @Resource(lookup = "java:app/AppName")
    private String application;

    private JsonObject last;
    private long lastNanos;

    /** Throws what the store throws. */
    synchronized JsonObject overview() {
        long now = System.nanoTime();
        if (last == null || now - lastNanos > FRESH_NANOS) {
            last = look();
            lastNanos = System.nanoTime();
        }
        return last;
    }

    /** Has the next one asked anew, as someone has changed something. */
    synchronized void changed() {
        last = null;
    }

    /** What the application is called where it is deployed. */
    String application() {
        return application;
    }

    private JsonObject look() {
        Backlog backlog = relay.backlog();
        Map<String, Instant> pauses = relay.pauses();
        Set<String> paused = pauses.keySet();
        Map<String, Instant> outages = relay.outages();
        OutboxConfig settings = config.get();
        JsonArrayBuilder away = Json.createArrayBuilder();
        outages.forEach((name, since) ->
                away.add(Json.createObjectBuilder().add("name", name).add("since", since.toString())));
        JsonArrayBuilder destinations = Json.createArrayBuilder();
        all(backlog, paused)
                .values()
                .forEach(each -> destinations.add(backlog(each)
                        .add("destination", each.destination())
                        .add("paused", paused.contains(each.destination()) || paused.contains(Relay.ALL))
                        .add("away", outages.containsKey("destination " + each.destination()))));
        return Json.createObjectBuilder()
                .add("taken", backlog.taken().toString())
                .add("application", application)
                .add("relayRunning", relay.isRunning())
                .add("relayEnabled", settings.relayEnabled())
                .add("cdcSlot", settings.cdcSlot().isEmpty() ? JsonValue.NULL : Json.createValue(settings.cdcSlot()))
                .add("workers", settings.workers())
                .add("allPaused", paused.contains(Relay.ALL))
                .add("allPausedSince", since(pauses.get(Relay.ALL)))
                .add("paused", Views.array(byThemselves(paused), name -> paused(name, pauses.get(name))))
                .add("outages", away)
                .add("total", backlog(total(backlog)))
                .add("destinations", destinations)
                .add("node", node())
                .build();
    }

    private static JsonObject paused(String destination, Instant since) {
        return Json.createObjectBuilder()
                .add("destination", destination)
                .add("since", since(since))
                .build();
    }

    /** Null where it is not known, or where there is no pause. */
    private static JsonValue since(Instant time) {
        return time == null || time.equals(Instant.EPOCH) ? JsonValue.NULL : Json.createValue(time.toString());
    }

    /** Those that are paused by themselves. */
    static List<String> byThemselves(Set<String> paused) {
        return paused.stream().filter(name -> !name.equals(Relay.ALL)).sorted().toList();
    }

    /** With those that are paused and have nothing, so that they can be resumed. */
    private static Map<String, DestinationBacklog> all(Backlog backlog, Set<String> paused) {
        Map<String, DestinationBacklog> all = new TreeMap<>();
        for (String name : byThemselves(paused)) {
            Count none = Count.ZERO;
            all.put(name, new DestinationBacklog(name, none, none, none, none, none, Duration.ZERO));
        }
        backlog.destinations().forEach(each -> all.put(each.destination(), each));
        return all;
    }

    private static DestinationBacklog total(Backlog backlog) {
        return new DestinationBacklog(
                Relay.ALL,
                backlog.total(DestinationBacklog::ready),
                backlog.total(DestinationBacklog::waiting),
                backlog.total(DestinationBacklog::retrying),
                backlog.total(DestinationBacklog::scheduled),
                backlog.total(DestinationBacklog::dead),
                backlog.oldestAge());
    }

    private static JsonObjectBuilder backlog(DestinationBacklog backlog) {
        return Json.createObjectBuilder()
                .add("ready", Views.count(backlog.ready()))
                .add("waiting", Views.count(backlog.waiting()))
                .add("retrying", Views.count(backlog.retrying()))
                .add("scheduled", Views.count(backlog.scheduled()))
                .add("dead", Views.count(backlog.dead()))
                .add("pending", Views.count(backlog.pending()))
                .add("oldestAgeSeconds", Views.seconds(backlog.oldestAge()));
    }

    private JsonObjectBuilder node() {
        Activity sums = relay.activity();
        Optional<History.Point> recent = history.last();
        return Json.createObjectBuilder()
                .add("published", sums.published())
                .add("sent", sums.sent())
                .add("duplicates", sums.duplicates())
                .add("failed", sums.failed())
                .add("buried", sums.buried())
                .add("expired", sums.expired())
                .add(
                        "publishedPerSecond",
                        recent.map(History.Point::publishedPerSecond).orElse(0.0))
                .add("sentPerSecond", recent.map(History.Point::sentPerSecond).orElse(0.0));
    }
}
