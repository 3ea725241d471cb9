package io.outboxed.cli;

import io.outboxed.cli.client.ExitCode;
import io.outboxed.cli.client.Overview;
import io.outboxed.cli.text.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** What a monitor wants to know: the relay runs, nothing is away, and no limit is passed. */
final class Check {

    @Option(
            names = "--check",
            required = true,
            description =
                    "Print one line, and exit with 6 if the relay does not run on the node that answers, if something is away,"
                            + " or if a limit is passed.")
    private boolean check;

    @Option(
            names = "--max-age",
            paramLabel = "<time>",
            converter = SpanConverter.class,
            description = "With --check: the oldest entry may be so old, 5m for example. Default: no limit.")
    private Duration maxAge;

    @Option(
            names = "--max-dead",
            paramLabel = "<number>",
            description = "With --check: there may be so many dead letters. Default: no limit.")
    private Long maxDead;

    boolean isWanted() {
        return check;
    }

    /** What was found: a line as plugins of Nagios write it, and an exit code. */
    record Verdict(String text, int exitCode) {}

    Verdict of(Overview overview) {
        List<String> problems = problems(overview);
        String found = problems.isEmpty()
                ? "OUTBOX OK - " + Figures.count(overview.total().pending().value()) + " pending"
                : "OUTBOX CRITICAL - " + String.join("; ", problems);
        return new Verdict(
                withoutBar(found) + " | " + figures(overview), problems.isEmpty() ? ExitCode.DONE : ExitCode.UNHEALTHY);
    }

    private List<String> problems(Overview overview) {
        List<String> problems = new ArrayList<>();
        if (!overview.relayRunning() && overview.cdcSlot().isEmpty()) {
            problems.add(
                    "the relay does not run on this node" + (overview.relayEnabled() ? "" : ": it is switched off"));
        }
        overview.outages().forEach(each -> problems.add(each.name() + " is away since " + each.since()));
        double age = overview.total().oldestAge();
        if (maxAge != null && age > seconds(maxAge)) {
            problems.add(
                    "the oldest entry is " + Figures.span(age) + " old, more than " + Figures.span(seconds(maxAge)));
        }
        long dead = overview.total().dead().value();
        if (maxDead != null && dead > maxDead) {
            problems.add(Figures.count(dead, overview.total().dead().exact()) + " dead letters, more than "
                    + Figures.count(maxDead));
        }
        return problems;
    }

    /** The performance data, whose limits tell a graph where it becomes red. */
    private String figures(Overview overview) {
        return String.format(
                Locale.ROOT,
                "pending=%d dead=%d;;%s age=%.1fs;;%s",
                overview.total().pending().value(),
                overview.total().dead().value(),
                maxDead == null ? "" : maxDead,
                overview.total().oldestAge(),
                maxAge == null ? "" : String.format(Locale.ROOT, "%.1f", seconds(maxAge)));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1e3;
    }

    /** The performance data begin at the first bar. */
    private static String withoutBar(String text) {
        return text.replace('|', '/');
    }
}
