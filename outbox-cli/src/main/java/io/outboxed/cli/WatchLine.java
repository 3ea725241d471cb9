package io.outboxed.cli;

import io.outboxed.cli.client.Backlog;
import io.outboxed.cli.client.Count;
import io.outboxed.cli.client.Overview;
import io.outboxed.cli.text.Figures;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;

/** An overview in one line. */
final class WatchLine {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private WatchLine() {}

    static String of(Overview overview) {
        Backlog total = overview.total();
        StringBuilder line = new StringBuilder(TIME.format(overview.taken()))
                .append(" pending ")
                .append(number(total.pending()))
                .append(", oldest ")
                .append(Figures.span(total.oldestAge()))
                .append(", retrying ")
                .append(number(total.retrying()))
                .append(", dead ")
                .append(number(total.dead()))
                .append(", sent ")
                .append(Figures.rate(overview.node().sentPerSecond()));
        if (!overview.relayRunning() && overview.cdcSlot().isEmpty()) {
            line.append(overview.relayEnabled() ? ", RELAY STOPPED" : ", RELAY OFF");
        }
        if (overview.allPaused()) {
            line.append(", ALL PAUSED");
        } else if (!overview.paused().isEmpty()) {
            line.append(", paused ")
                    .append(overview.paused().stream()
                            .map(Overview.Pause::destination)
                            .collect(Collectors.joining(" ")));
        }
        if (!overview.outages().isEmpty()) {
            line.append(", AWAY ")
                    .append(overview.outages().stream()
                            .map(Overview.Outage::name)
                            .collect(Collectors.joining(" ")));
        }
        return line.toString();
    }

    private static String number(Count count) {
        return Figures.brief(count.value(), count.exact());
    }
}
