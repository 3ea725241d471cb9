package io.outboxed.benchmark;

import io.outboxed.benchmark.contestant.Contestant;
import io.outboxed.benchmark.contestant.Kind;
import io.outboxed.benchmark.contestant.Place;
import io.outboxed.benchmark.contestant.Postgres;
import io.outboxed.it.onejvm.Broker;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs all contestants in turn, round by round, and writes what came of it as Markdown, JSON and a chart. */
@Command(name = "benchmarks", mixinStandardHelpOptions = true, sortOptions = false)
public final class BenchmarkRun implements Callable<Integer> {

    /** Peers that send one by one have so many times less to drain. */
    private static final int ONE_BY_ONE_SHARE = 5;

    /** In the warm-up so many times less lies beside what is drained. The rest is whole: the compiler is busy for all of a first round. */
    private static final int WARM_UP_SHARE = 5;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RunOptions options;

    @Option(names = "--warm-up", defaultValue = "1", description = "rounds before them; default ${DEFAULT-VALUE}")
    private int warmUp;

    @Option(
            names = "--contestants",
            split = ",",
            description = "some of ${COMPLETION-CANDIDATES}; default those before BATCH_50")
    private List<Kind> kinds = Kind.main();

    @Option(names = "--phases", split = ",", description = "some of ${COMPLETION-CANDIDATES}; default all")
    private List<Phase> phases = List.of(Phase.values());

    @Option(
            names = "--publish",
            defaultValue = "8000",
            description = "messages of a phase that publishes; default ${DEFAULT-VALUE}")
    private int publish;

    @Option(
            names = "--drain",
            defaultValue = "100000",
            description = "messages that are drained; default ${DEFAULT-VALUE}")
    private int drain;

    @Option(
            names = "--scheduled",
            defaultValue = "1000000",
            description = "scheduled messages beside those that are drained; default ${DEFAULT-VALUE}")
    private int scheduled;

    @Option(
            names = "--many",
            defaultValue = "10000000",
            description = "messages behind those that are drained; default ${DEFAULT-VALUE}")
    private int many;

    @Option(
            names = "--steady",
            defaultValue = "5",
            description = "seconds of the phases 'latency' and 'idle'; default ${DEFAULT-VALUE}")
    private int steadySeconds;

    @Option(names = "--bytes", defaultValue = "500", description = "size of a message; default ${DEFAULT-VALUE}")
    private int bytes;

    /** Ends with 1 if a message was lost, repeated or out of order, and with 2 if an argument is wrong. */
    public static void main(String[] args) {
        System.exit(execute(args));
    }

    static int execute(String... args) {
        return RunOptions.execute(new BenchmarkRun(), args);
    }

    private record Turn(int round, Phase phase, Kind kind) {}

    @Override
    public Integer call() throws Exception {
        Results results = new Results();
        List<Turn> turns = turns();
        try (Postgres postgres = new Postgres(options.data());
                Broker broker = new Broker("benchmarks");
                ProgressBar progress = progress(turns.size())) {
            for (Turn turn : turns) {
                progress.setExtraMessage(message(turn));
                Results.Sample sample = sample(turn, postgres, broker);
                if (turn.round >= warmUp) {
                    results.add(sample);
                }
                progress.step();
                if (isLastOfRound(turn) && turn.round >= warmUp) {
                    write(results, postgres);
                }
            }
        }
        System.out.println(
                "The report is in " + options.report.resolve(Report.FILE).normalize() + ".");
        return 0;
    }

    /** All contestants of a phase one after the other, and who begins in one round is the last in the next. */
    private List<Turn> turns() {
        List<Turn> turns = new ArrayList<>();
        for (int round = 0; round < warmUp + options.rounds; round++) {
            for (Phase phase : phases) {
                List<Kind> order =
                        new ArrayList<>(kinds.stream().filter(phase::isFor).toList());
                Collections.rotate(order, -round);
                for (Kind kind : order) {
                    turns.add(new Turn(round, phase, kind));
                }
            }
        }
        return turns;
    }

    private boolean isLastOfRound(Turn turn) {
        return turn.phase == phases.get(phases.size() - 1);
    }

    private Results.Sample sample(Turn turn, Postgres postgres, Broker broker) throws Exception {
        String name = "bench_" + turn.kind.name().toLowerCase(Locale.ROOT);
        postgres.empty(name);
        Place place = new Place(postgres, broker, name, turn.kind.keepsOrder());
        int share = turn.round < warmUp ? WARM_UP_SHARE : 1;
        Trial.Sizes sizes = new Trial.Sizes(
                publish,
                drain / (turn.kind.sendsOneByOne() ? ONE_BY_ONE_SHARE : 1),
                scheduled / share,
                many / share,
                Duration.ofSeconds(steadySeconds),
                bytes);
        try (Contestant contestant = turn.kind.open(place)) {
            return new Results.Sample(
                    turn.phase, turn.kind, turn.round, turn.phase.run(new Trial(place, contestant, sizes)));
        } catch (Exception e) {
            throw new IllegalStateException(turn.kind.title() + ", " + turn.phase.title() + ": " + e.getMessage(), e);
        }
    }

    private void write(Results results, Postgres postgres) throws Exception {
        Files.createDirectories(options.report);
        new Report(results, Machine.describe(postgres), command()).write(options.report);
    }

    /** What repeats the run. */
    private String command() {
        String arguments = spec.commandLine().getParseResult().originalArgs().stream()
                .filter(argument -> !argument.startsWith("--directory") && !argument.startsWith("--report"))
                .collect(Collectors.joining(" "));
        return "./mvnw -Pbenchmarks" + (arguments.isEmpty() ? "" : " -Dbenchmarks.arguments=\"" + arguments + '"');
    }

    private String message(Turn turn) {
        String round = turn.round < warmUp ? "warm-up" : "round " + (turn.round - warmUp + 1) + " of " + options.rounds;
        return round + ": " + turn.phase.title() + ", " + turn.kind.title();
    }

    private static ProgressBar progress(int turns) {
        return new ProgressBarBuilder()
                .setTaskName("Benchmarks")
                .setInitialMax(turns)
                .setStyle(ProgressBarStyle.ASCII)
                .build();
    }
}
