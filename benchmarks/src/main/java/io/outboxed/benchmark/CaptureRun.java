package io.outboxed.benchmark;

import static org.awaitility.Awaitility.await;

import io.outboxed.benchmark.contestant.CapturedShop;
import io.outboxed.benchmark.contestant.Place;
import io.outboxed.benchmark.contestant.Postgres;
import io.outboxed.it.onejvm.Broker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * How many messages a second Debezium's engine reads from the log and makes ready for a producer, when the producer costs nothing: the most
 * that change data capture carries here. What it sends to a broker is a contestant of {@link BenchmarkRun}, {@code --contestants=cdc}.
 *
 * <p>Arguments: messages, rounds after one; default 100,000 and 5.
 */
public final class CaptureRun {
    private static final double NANOS_PER_SECOND = 1e9;

    private CaptureRun() {}

    /** Prints a line for each round and the median. */
    public static void main(String[] args) throws Exception {
        int messages = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        List<Double> figures = new ArrayList<>();
        try (Postgres postgres = new Postgres(Path.of("target/capture-" + System.nanoTime()));
                Broker broker = new Broker("capture")) {
            for (int round = 0; round <= rounds; round++) {
                double perSecond = round(postgres, broker, messages);
                System.out.printf(
                        Locale.ROOT, "%s: %,.0f messages/s%n", round == 0 ? "warm-up" : "round " + round, perSecond);
                if (round > 0) {
                    figures.add(perSecond);
                }
            }
        }
        Collections.sort(figures);
        System.out.printf(
                Locale.ROOT,
                "median %,.0f (%,.0f–%,.0f) messages/s%n",
                figures.get(figures.size() / 2),
                figures.get(0),
                figures.get(figures.size() - 1));
        System.exit(0);
    }

    /** From the first message to the last, as a start takes its own time. */
    private static double round(Postgres postgres, Broker broker, int messages) throws Exception {
        postgres.empty("capture");
        try (CapturedShop shop = CapturedShop.counting(new Place(postgres, broker, "capture", true))) {
            int placed = new Publishers(shop).place(messages, 100, 500);
            postgres.settle();
            shop.startRelay();
            awaitTaken(shop, 1);
            long before = shop.taken();
            long start = System.nanoTime();
            awaitTaken(shop, placed);
            return (placed - before) * NANOS_PER_SECOND / (System.nanoTime() - start);
        }
    }

    /** Fails where the engine has stopped. */
    private static void awaitTaken(CapturedShop shop, int messages) {
        await().atMost(Duration.ofMinutes(5))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> shop.taken() >= messages);
    }
}
