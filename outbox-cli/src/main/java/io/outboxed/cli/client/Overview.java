package io.outboxed.cli.client;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the outbox of an application is doing. */
public record Overview(
        Instant taken,
        String application,
        boolean relayRunning,
        boolean relayEnabled,
        Optional<String> cdcSlot,
        long workers,
        boolean allPaused,
        Optional<Instant> allPausedSince,
        List<Pause> paused,
        List<Outage> outages,
        Backlog total,
        List<Destination> destinations,
        Node node) {

    /** What is paused by itself, and since when, if that is known. */
    public record Pause(String destination, Optional<Instant> since) {}

    /** What is away, and since when. */
    public record Outage(String name, Instant since) {}

    /** What waits for one destination. */
    public record Destination(String name, boolean paused, boolean away, Backlog backlog) {}

    /** What the node that was asked has done since it was started. */
    public record Node(
            long published,
            long sent,
            long duplicates,
            long failed,
            long buried,
            long expired,
            double publishedPerSecond,
            double sentPerSecond) {}

    /** Reads the answer. */
    public static Overview of(JsonObject answer) {
        Fields fields = new Fields(answer);
        return new Overview(
                fields.instant("taken"),
                fields.text("application"),
                fields.flag("relayRunning"),
                fields.flag("relayEnabled"),
                fields.optionalText("cdcSlot"),
                fields.number("workers"),
                fields.flag("allPaused"),
                fields.optionalInstant("allPausedSince"),
                fields.list("paused", each -> new Pause(each.text("destination"), each.optionalInstant("since"))),
                fields.list("outages", each -> new Outage(each.text("name"), each.instant("since"))),
                Backlog.of(fields.object("total")),
                fields.list("destinations", Overview::destination),
                node(fields.object("node")));
    }

    private static Destination destination(Fields fields) {
        return new Destination(
                fields.text("destination"), fields.flag("paused"), fields.flag("away"), Backlog.of(fields));
    }

    private static Node node(Fields fields) {
        return new Node(
                fields.number("published"),
                fields.number("sent"),
                fields.number("duplicates"),
                fields.number("failed"),
                fields.number("buried"),
                fields.number("expired"),
                fields.decimal("publishedPerSecond"),
                fields.decimal("sentPerSecond"));
    }
}
