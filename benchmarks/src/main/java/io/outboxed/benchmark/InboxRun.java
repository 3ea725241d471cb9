package io.outboxed.benchmark;

import io.outboxed.benchmark.Results.Spread;
import io.outboxed.benchmark.contestant.ConsumingShop;
import io.outboxed.benchmark.contestant.ConsumingShop.Memory;
import io.outboxed.benchmark.contestant.Order;
import io.outboxed.benchmark.contestant.Place;
import io.outboxed.benchmark.contestant.Postgres;
import io.outboxed.it.onejvm.Broker;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What it costs a consumer to remember its messages: one that stores a row for each, without an inbox, with Outboxed's, and with one by hand, all in
 * turn in each round. Its methods are called with ids; there is no broker between, whose cost would be the same for all.
 */
@Command(name = "inbox", mixinStandardHelpOptions = true, sortOptions = false)
public final class InboxRun implements Callable<Integer> {
    private static final int THREADS = 8;
    private static final int BYTES = 500;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final String FILE = "inbox.md";

    @Mixin
    private RunOptions options;

    @Option(names = "--warm-up", defaultValue = "2", description = "rounds before them; default ${DEFAULT-VALUE}")
    private int warmUp;

    @Option(
            names = "--messages",
            defaultValue = "20000",
            description = "messages of each consumer in a round; default ${DEFAULT-VALUE}")
    private int messages;

    /** What one consumer needed for a message. */
    private record Cost(double perSecond, double jvmMicros, double databaseMicros) {
        double micros() {
            return jvmMicros + databaseMicros;
        }
    }

    private enum Delivery {
        FIRST("Each message comes for the first time"),
        AGAIN("Each message has come before");

        private final String title;

        Delivery(String title) {
            this.title = title;
        }
    }

    /** By delivery and by consumer, the rounds in order. */
    private final Map<Delivery, Map<Memory, List<Cost>>> costs = new EnumMap<>(Delivery.class);

    /** Ends with 1 if a consumer worked on a message twice or never, and with 2 if an argument is wrong. */
    public static void main(String[] args) {
        System.exit(execute(args));
    }

    static int execute(String... args) {
        return RunOptions.execute(new InboxRun(), args);
    }

    @Override
    public Integer call() throws Exception {
        for (Delivery delivery : Delivery.values()) {
            costs.put(delivery, new EnumMap<>(Memory.class));
        }
        try (Postgres postgres = new Postgres(options.data());
                Broker broker = new Broker("inbox")) {
            for (int round = 0; round < warmUp + options.rounds; round++) {
                List<Memory> order = new ArrayList<>(List.of(Memory.values()));
                Collections.rotate(order, -round);
                for (Memory memory : order) {
                    consume(memory, round >= warmUp, postgres, broker);
                }
            }
            String report = report(postgres);
            Files.createDirectories(options.report);
            Files.writeString(options.report.resolve(FILE), report);
            System.out.println(report);
        }
        return 0;
    }

    private void consume(Memory memory, boolean counts, Postgres postgres, Broker broker) throws Exception {
        postgres.empty("inbox");
        try (ConsumingShop shop = new ConsumingShop(new Place(postgres, broker, "inbox", false))) {
            List<Order> orders = new Orders(THREADS, 1, BYTES).next(0, messages);
            List<String> ids =
                    orders.stream().map(order -> UUID.randomUUID().toString()).toList();
            for (Delivery delivery : Delivery.values()) {
                if (delivery == Delivery.FIRST || memory != Memory.NONE) {
                    postgres.settle();
                    Cost cost = measure(shop, memory, ids, orders, postgres);
                    if (counts) {
                        costs.get(delivery)
                                .computeIfAbsent(memory, any -> new ArrayList<>())
                                .add(cost);
                    }
                    check(memory, shop.orders());
                }
            }
        }
    }

    private void check(Memory memory, long stored) {
        if (stored != messages) {
            throw new IllegalStateException(memory.title() + " stored " + stored + " of " + messages + " orders.");
        }
    }

    private Cost measure(ConsumingShop shop, Memory memory, List<String> ids, List<Order> orders, Postgres postgres)
            throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            CpuTime before = CpuTime.now(postgres);
            long start = System.nanoTime();
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int first = thread;
                all.add(threads.submit(() -> {
                    for (int i = first; i < messages; i += THREADS) {
                        shop.consume(memory, ids.get(i), orders.get(i));
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
            double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
            CpuTime used = CpuTime.now(postgres).minus(before);
            return new Cost(
                    messages / seconds,
                    used.jvmNanos() / NANOS_PER_MICRO / messages,
                    used.databaseNanos() / NANOS_PER_MICRO / messages);
        } finally {
            threads.shutdownNow();
        }
    }

    private String report(Postgres postgres) throws Exception {
        StringBuilder text = new StringBuilder();
        Machine.describe(postgres).forEach((part, what) -> text.append("* " + part + ": " + what + "\n"));
        text.append(String.format(
                Locale.ROOT,
                "* %,d messages, %d threads, one message in a transaction; %d rounds after %d%n",
                messages,
                THREADS,
                options.rounds,
                warmUp));
        costs.forEach((delivery, consumers) -> {
            text.append("\n" + delivery.title + ":\n\n| consumer | messages/s | CPU, µs per message | × | of it JVM |"
                    + " of it PostgreSQL |\n|---|---|---|---|---|---|\n");
            consumers.forEach((memory, rounds) -> text.append(row(memory, rounds)));
        });
        return text.toString();
    }

    /** Ratios are those within a round to the consumer without an inbox. */
    private String row(Memory memory, List<Cost> rounds) {
        List<Cost> plain = costs.get(Delivery.FIRST).get(Memory.NONE);
        double[] ratios = new double[rounds.size()];
        Arrays.setAll(ratios, i -> rounds.get(i).micros() / plain.get(i).micros());
        return "| " + memory.title()
                + " | "
                + spread("%,.0f", rounds.stream().mapToDouble(Cost::perSecond).toArray())
                + " | "
                + spread("%.0f", rounds.stream().mapToDouble(Cost::micros).toArray())
                + " | " + spread("%.2f", ratios)
                + " | "
                + spread("%.0f", rounds.stream().mapToDouble(Cost::jvmMicros).toArray())
                + " | "
                + spread(
                        "%.0f",
                        rounds.stream().mapToDouble(Cost::databaseMicros).toArray())
                + " |\n";
    }

    private static String spread(String format, double... values) {
        return Spread.of(values).orElseThrow().text(format);
    }
}
