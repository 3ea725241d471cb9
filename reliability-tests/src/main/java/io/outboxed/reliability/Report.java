package io.outboxed.reliability;

import io.outboxed.reliability.SeriesRun.Rest;
import io.outboxed.reliability.SeriesRun.Result;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a run has shown, as a page of the docs. */
final class Report {
    private static final int MEBI = 1024;

    private final String command;
    private final String versions;

    /**
     * For a run.
     *
     * @param command what repeats it
     * @param versions of what it ran on
     */
    Report(String command, String versions) {
        this.command = command;
        this.versions = versions;
    }

    String of(List<Result> results) {
        Duration time = results.stream().map(Result::duration).reduce(Duration.ZERO, Duration::plus);
        int faults = results.stream().mapToInt(Result::faults).sum();
        long messages =
                results.stream().mapToLong(result -> result.ledger().messages()).sum();
        String verdict = results.stream().allMatch(result -> result.violations().isEmpty())
                ? "**Nothing was lost, nothing was sent out of order, and nothing was sent twice but where a fault explains it.**"
                : "**Something is not as it should be: see below.**";
        return """
                # Reliability report

                Written by the run itself; [reliability](reliability.md) says what is done, what is checked, and how. The same faults in
                the same order come from

                ```
                %s
                ```

                %s, %d minutes, %d faults, %,d messages. %s

                %s

                ## What came of the messages

                %s
                *Lost*: a client was told that its order exists, and its message never came. *Out of order*: came for the first time after a
                message of a later order of its key. *Recovered late*: came so in `xa` mode, in or up to 150 s after a fault that may
                leave a batch in doubt at the broker, as recovery delivers it after later ones: [guarantees](guarantees.md#order). *Settled by hand*: branches of
                transactions that the driver gave up in doubt, and the [operator's commands](operations.md#a-lane-stands-still-in-xa-mode) settled. *Sent again*: accepted by the broker twice, under one id.
                *Unexplained*: of these, those whose first sending fell into no fault that may cost the relay an answer; *quiet*: for how many
                seconds under load there was none, so that a repeat would have been unexplained. *No answer*: orders that a client does not know of
                whether they exist; *of these placed*: those whose message came, as they do exist.

                ## How long it took after each fault

                From the end of the fault until everything had been sent that had been acknowledged by then, in seconds.

                %s
                ## What was left

                After the last fault, without load: the outbox was empty, no transaction was in doubt or open. What nodes and broker held,
                after the warm-up and at the end:

                %s""".formatted(
                        command,
                        LocalDate.now(ZoneOffset.UTC),
                        time.toMinutes(),
                        faults,
                        messages,
                        versions,
                        verdict,
                        outcomes(results),
                        recoveries(results),
                        rests(results));
    }

    private static String outcomes(List<Result> results) {
        StringBuilder table = new StringBuilder("""
                | mode | min | faults | messages | acknowledged | lost | out of order | recovered late | settled by hand | sent again | unexplained | quiet, s | no answer | of these placed |
                |---|---|---|---|---|---|---|---|---|---|---|---|---|---|
                """);
        for (Result result : results) {
            Ledger ledger = result.ledger();
            int recovered = result.series().isDistributed() ? ledger.recovered().size() : 0;
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %,d | %,d | %d | %d | %d | %d | %,d | %d | %d | %,d | %,d |%n",
                    result.series().title(),
                    result.duration().toMinutes(),
                    result.faults(),
                    ledger.messages(),
                    ledger.acknowledgedCount(),
                    ledger.missing().size(),
                    ledger.inversions().size() - recovered,
                    recovered,
                    result.settledByHand(),
                    ledger.repeats().size(),
                    ledger.unexplainedRepeats().size(),
                    result.quiet().toSeconds(),
                    ledger.unansweredCount(),
                    ledger.placedCount()
                            - (ledger.acknowledgedCount() - ledger.missing().size())));
        }
        for (Result result : results) {
            result.violations()
                    .forEach(violation -> table.append("\n* ")
                            .append(result.series())
                            .append(": ")
                            .append(violation));
        }
        return table.append('\n').toString();
    }

    private static String recoveries(List<Result> results) {
        Map<Fault, List<Duration>> all = new TreeMap<>();
        results.forEach(result -> result.recoveries()
                .forEach((fault, durations) ->
                        all.computeIfAbsent(fault, any -> new ArrayList<>()).addAll(durations)));
        StringBuilder table = new StringBuilder("| fault | times | median | longest |\n|---|---|---|---|\n");
        all.forEach((fault, durations) -> {
            Collections.sort(durations);
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %.1f | %.1f |%n",
                    fault.title(),
                    durations.size(),
                    durations.get(durations.size() / 2).toMillis() / 1e3,
                    durations.get(durations.size() - 1).toMillis() / 1e3));
        });
        return table.toString();
    }

    private static String rests(List<Result> results) {
        return "| mode | live heap of both nodes, MiB | threads of both nodes | JMS sessions |\n|---|---|---|---|\n"
                + results.stream()
                        .map(result -> row(result.series(), result.before(), result.after()))
                        .collect(Collectors.joining());
    }

    private static String row(Series series, Rest before, Rest after) {
        return String.format(
                Locale.ROOT,
                "| %s | %d, %d | %d, %d | %d, %d |%n",
                series.title(),
                before.heap() / MEBI,
                after.heap() / MEBI,
                before.threads(),
                after.threads(),
                before.sessions(),
                after.sessions());
    }
}
