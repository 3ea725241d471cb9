package io.outboxed.benchmark;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.outboxed.benchmark.Results.Spread;
import io.outboxed.benchmark.contestant.Contestant;
import io.outboxed.benchmark.contestant.Kind;
import io.outboxed.benchmark.contestant.Place;
import io.outboxed.benchmark.contestant.Postgres;
import io.outboxed.harness.Nodes;
import io.outboxed.it.onejvm.Broker;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the example shop on real servers, beside plain JMS there and beside Outboxed in this JVM. */
@Command(name = "servers", mixinStandardHelpOptions = true, sortOptions = false)
public final class ServerRun implements Callable<Integer> {
    static final String FILE = "servers.md";

    /** About the size of the shop's messages. */
    private static final int BYTES = 80;

    @Option(names = "--setups", split = ",", description = "some of ${COMPLETION-CANDIDATES}; default all")
    private List<ServerSetup> setups = List.of(ServerSetup.values());

    @Mixin
    private RunOptions options;

    @Option(names = "--warm-up", defaultValue = "3", description = "rounds before them; default ${DEFAULT-VALUE}")
    private int warmUp;

    @Option(names = "--messages", defaultValue = "50000", description = "of each measurement; default ${DEFAULT-VALUE}")
    private int messages;

    private record Sample(ServerSetup setup, int round, ServerTrial.Rates rates, double inThisJvm) {}

    /** Ends with 1 if a message was lost or repeated, and with 2 if an argument is wrong. */
    public static void main(String[] args) {
        System.exit(execute(args));
    }

    static int execute(String... args) {
        return RunOptions.execute(new ServerRun(), args);
    }

    @Override
    public Integer call() throws Exception {
        List<Sample> samples = new ArrayList<>();
        try (Postgres postgres = new Postgres(options.data());
                Broker broker = new Broker("servers");
                ProgressBar progress = new ProgressBar("Servers", (long) setups.size() * (warmUp + options.rounds))) {
            for (ServerSetup setup : setups) {
                progress.setExtraMessage(setup.title());
                try (Nodes nodes = setup.open()) {
                    ServerTrial trial = new ServerTrial(nodes, setup, messages);
                    for (int round = 0; round < warmUp + options.rounds; round++) {
                        Sample sample = new Sample(setup, round, trial.measure(), inThisJvm(postgres, broker));
                        if (round >= warmUp) {
                            samples.add(sample);
                        }
                        progress.step();
                    }
                }
                write(samples, Machine.describe(postgres));
            }
        }
        System.out.println("The report is in " + options.report.resolve(FILE).normalize() + ".");
        return 0;
    }

    /** Messages a second of a drain. */
    private double inThisJvm(Postgres postgres, Broker broker) throws Exception {
        Kind kind = Kind.OUTBOXED_JTA;
        String name = "bench_" + kind.name().toLowerCase(Locale.ROOT);
        postgres.empty(name);
        Place place = new Place(postgres, broker, name, kind.keepsOrder());
        try (Contestant contestant = kind.open(place)) {
            Trial.Sizes sizes = new Trial.Sizes(0, messages, 0, 0, Duration.ZERO, BYTES);
            return new Trial(place, contestant, sizes).drain().get(Figure.PER_SECOND);
        }
    }

    private void write(List<Sample> samples, Map<String, String> machine) throws Exception {
        Files.createDirectories(options.report);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("machine", machine);
        all.put("samples", samples);
        JsonMapper.builder()
                .build()
                .writerWithDefaultPrettyPrinter()
                .writeValue(options.report.resolve("servers.json").toFile(), all);
        StringBuilder text = new StringBuilder("# Servers\n\nMessages a second, median (least–greatest) of the rounds;"
                + " ratios are taken within a round. After each measurement every message had arrived once.\n\n"
                + "| setup | publish | relay | bare JMSContext | relay ÷ bare | in one JVM | relay ÷ in one JVM |\n"
                + "|---|---|---|---|---|---|---|\n");
        for (ServerSetup setup : setups) {
            List<Sample> own =
                    samples.stream().filter(sample -> sample.setup == setup).toList();
            text.append("| ").append(setup.title());
            cell(text, own, "%,.0f", sample -> sample.rates.published());
            cell(text, own, "%,.0f", sample -> sample.rates.relayed());
            cell(text, own, "%,.0f", sample -> sample.rates.sentDirectly());
            cell(text, own, "%.2f", sample -> sample.rates.relayed() / sample.rates.sentDirectly());
            cell(text, own, "%,.0f", Sample::inThisJvm);
            cell(text, own, "%.2f", sample -> sample.rates.relayed() / sample.inThisJvm);
            text.append(" |\n");
        }
        Files.writeString(options.report.resolve(FILE), text);
    }

    private static void cell(StringBuilder text, List<Sample> samples, String format, ToDoubleFunction<Sample> value) {
        text.append(" | ")
                .append(Spread.of(samples.stream().mapToDouble(value).toArray())
                        .map(spread -> spread.text(format))
                        .orElse("–"));
    }
}
