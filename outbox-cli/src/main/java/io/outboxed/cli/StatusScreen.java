package io.outboxed.cli;

import io.outboxed.cli.client.Address;
import io.outboxed.cli.client.Backlog;
import io.outboxed.cli.client.Count;
import io.outboxed.cli.client.Overview;
import io.outboxed.cli.text.Figures;
import io.outboxed.cli.text.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The overview in words and a table. */
final class StatusScreen {
    private final Overview overview;
    private final Address address;
    private final Optional<String> unit;

    StatusScreen(Overview overview, Address address, Optional<String> unit) {
        this.overview = overview;
        this.address = address;
        this.unit = unit;
    }

    void print(Output output) {
        output.line("Application  " + overview.application() + " at " + address);
        unit.ifPresent(name -> output.line("Outbox       " + name));
        output.line("Taken        " + overview.taken());
        output.line("Relay        " + relay());
        output.line("Paused       " + paused());
        output.line("Away         " + away());
        Overview.Node node = overview.node();
        output.line("This node    published " + Figures.count(node.published()) + " ("
                + Figures.rate(node.publishedPerSecond()) + "), sent " + Figures.count(node.sent()) + " ("
                + Figures.rate(node.sentPerSecond()) + "), duplicates " + Figures.count(node.duplicates()));
        output.line("             failed attempts " + Figures.count(node.failed()) + ", buried "
                + Figures.count(node.buried()) + ", expired " + Figures.count(node.expired()));
        output.line("");
        output.table(table());
    }

    private String relay() {
        if (!overview.relayRunning()) {
            return overview.cdcSlot()
                    .map(slot -> "off: change data capture sends, by replication slot " + slot)
                    .orElse("does NOT run on this node" + (overview.relayEnabled() ? "" : ": switched off"));
        }
        return "runs, with " + overview.workers() + (overview.workers() == 1 ? " worker" : " workers");
    }

    private String paused() {
        String some = overview.paused().stream()
                .map(each -> each.destination() + since(each.since()))
                .collect(Collectors.joining(", "));
        if (overview.allPaused()) {
            return "ALL" + since(overview.allPausedSince()) + (some.isEmpty() ? "" : "; by themselves also " + some);
        }
        return some.isEmpty() ? "nothing" : some;
    }

    private static String since(Optional<Instant> time) {
        return time.map(known -> " since " + Times.second(known)).orElse("");
    }

    private String away() {
        return overview.outages().isEmpty()
                ? "nothing"
                : overview.outages().stream()
                        .map(each -> each.name() + " since " + each.since())
                        .collect(Collectors.joining(", "));
    }

    private Table table() {
        Table table = new Table(
                Table.Column.left("DESTINATION", 17),
                Table.Column.right("READY", 7),
                Table.Column.right("WAITING", 7),
                Table.Column.right("RETRYING", 8),
                Table.Column.right("SCHEDULED", 9),
                Table.Column.right("DEAD", 7),
                Table.Column.right("OLDEST", 6),
                Table.Column.left("", 5));
        for (Overview.Destination each : overview.destinations()) {
            add(table, each.name(), each.backlog(), mark(each));
        }
        add(table, "total", overview.total(), "");
        return table;
    }

    private static String mark(Overview.Destination destination) {
        List<String> marks = new ArrayList<>();
        if (destination.away()) {
            marks.add("AWAY");
        }
        if (destination.paused()) {
            marks.add("PAUSE");
        }
        return String.join(" ", marks);
    }

    private static void add(Table table, String name, Backlog backlog, String mark) {
        table.add(
                name,
                brief(backlog.ready()),
                brief(backlog.waiting()),
                brief(backlog.retrying()),
                brief(backlog.scheduled()),
                brief(backlog.dead()),
                Figures.span(backlog.oldestAge()),
                mark);
    }

    private static String brief(Count count) {
        return Figures.brief(count.value(), count.exact());
    }
}
