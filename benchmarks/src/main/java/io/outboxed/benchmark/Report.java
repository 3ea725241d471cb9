package io.outboxed.benchmark;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.outboxed.benchmark.Results.Spread;
import io.outboxed.benchmark.Target.Score;
import io.outboxed.benchmark.contestant.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Results as tables, as data and as a chart. */
final class Report {
    static final String FILE = "benchmarks.md";

    private final Results results;
    private final Map<String, String> machine;
    private final String command;

    Report(Results results, Map<String, String> machine, String command) {
        this.results = results;
        this.machine = machine;
        this.command = command;
    }

    void write(Path directory) throws IOException {
        Files.writeString(directory.resolve(FILE), markdown());
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("command", command);
        data.put("machine", machine);
        data.put("samples", results.samples());
        JsonMapper.builder()
                .build()
                .writerWithDefaultPrettyPrinter()
                .writeValue(directory.resolve("benchmarks.json").toFile(), data);
        Chart.write(results, directory);
    }

    private String markdown() {
        StringBuilder text = new StringBuilder("# Benchmarks\n\n`")
                .append(command)
                .append("`\n\nMedian (least–greatest) of the rounds; × is the median of the ratios to *")
                .append(Kind.YARDSTICK.title())
                .append(
                        "* within each round. After each phase every message had arrived once, and in the order of its key where"
                                + " the settings do not say otherwise.\n\n");
        machine.forEach((part, value) ->
                text.append("* ").append(part).append(": ").append(value).append('\n'));
        text.append("\n| contestant | settings |\n|---|---|\n");
        for (Kind kind : results.kinds()) {
            row(text, List.of(kind.title(), kind.settings()));
        }
        targets(text);
        results.phases().forEach(phase -> phase(text, phase));
        return text.toString();
    }

    private void targets(StringBuilder text) {
        text.append("\n## Targets\n\n| what | target | measured | |\n|---|---|---|---|\n");
        for (Target target : Target.ALL) {
            target.measured(results).ifPresent(found -> {
                text.append("| ").append(String.join(" | ", target.words())).append(" |");
                cell(text, Optional.of(found), "%.2f");
                text.append(target.isMet(found.median()) ? " met |\n" : " **missed** |\n");
            });
        }
    }

    private void phase(StringBuilder text, Phase phase) {
        text.append("\n## ")
                .append(phase.title())
                .append("\n\n")
                .append(phase.what())
                .append("\n\n");
        if (Chart.isFor(results, phase)) {
            text.append("![")
                    .append(phase.title())
                    .append("](")
                    .append(Chart.fileOf(phase))
                    .append(")\n\n");
        }
        text.append("| contestant |");
        for (Figure figure : phase.figures()) {
            text.append(' ').append(figure.title()).append(figure.isPart() ? " |" : " | × |");
        }
        text.append(phase.isDisturbedDrain() ? " × its own drain |" : "").append("\n|---|");
        for (Figure figure : phase.figures()) {
            text.append(figure.isPart() ? "---|" : "---|---|");
        }
        text.append(phase.isDisturbedDrain() ? "---|\n" : "\n");
        for (Kind kind : results.kinds(phase)) {
            text.append("| ").append(kind.title()).append(" |");
            for (Figure figure : phase.figures()) {
                Score score = new Score(phase, kind, figure);
                cell(text, results.of(score), figure.format());
                if (!figure.isPart()) {
                    cell(text, results.ratio(score, new Score(phase, Kind.YARDSTICK, figure)), "%.2f");
                }
            }
            if (phase.isDisturbedDrain()) {
                Figure main = phase.figures().get(0);
                cell(text, results.ratio(new Score(phase, kind, main), new Score(Phase.DRAIN, kind, main)), "%.2f");
            }
            text.append('\n');
        }
    }

    private static void cell(StringBuilder text, Optional<Spread> spread, String format) {
        text.append(' ')
                .append(spread.map(found -> found.text(format)).orElse("–"))
                .append(" |");
    }

    private static void row(StringBuilder text, List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
