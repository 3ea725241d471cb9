package io.outboxed.benchmark;

import io.outboxed.benchmark.contestant.Contestant;
import io.outboxed.benchmark.contestant.Place;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongConsumer;
import org.HdrHistogram.Histogram;

/** One contestant in one phase. */
final class Trial {
    private static final int HUNDRED = 100;
    private static final int PER_SECOND = 500;
    private static final int PER_SECOND_WHEN_IDLE = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double MICROS_PER_MILLI = 1e3;

    private final Place place;
    private final Contestant contestant;
    private final Sizes sizes;
    private final Publishers publishers;

    /** How much is done. */
    record Sizes(int publish, int drain, int scheduled, int many, Duration steady, int bytes) {}

    Trial(Place place, Contestant contestant, Sizes sizes) {
        this.place = place;
        this.contestant = contestant;
        this.sizes = sizes;
        this.publishers = new Publishers(contestant);
    }

    Map<Figure, Double> publish() throws Exception {
        return publish(1);
    }

    Map<Figure, Double> publishHundreds() throws Exception {
        return publish(HUNDRED);
    }

    private Map<Figure, Double> publish(int perTransaction) throws Exception {
        place.postgres().settle();
        Clock clock = new Clock();
        int count = publishers.place(sizes.publish, perTransaction, sizes.bytes);
        Map<Figure, Double> figures = clock.perMessage(count);
        if (contestant.waiting() > 0) {
            contestant.startRelay();
            receiveAll(count);
        }
        return figures;
    }

    Map<Figure, Double> drain() throws Exception {
        return drain(sizes.drain, sizes.bytes);
    }

    Map<Figure, Double> drain10KiB() throws Exception {
        return drain(sizes.drain / 10, 10 << 10);
    }

    Map<Figure, Double> drain100KiB() throws Exception {
        return drain(sizes.drain / 50, 100 << 10);
    }

    Map<Figure, Double> drainBesideSnapshot() throws Exception {
        try (AutoCloseable snapshot = place.postgres().snapshot()) {
            return drain();
        }
    }

    Map<Figure, Double> drainBesideScheduled() throws Exception {
        contestant.schedule(sizes.scheduled);
        return drain();
    }

    Map<Figure, Double> drainOfMany() throws Exception {
        int count = publishers.place(sizes.drain, HUNDRED, sizes.bytes);
        contestant.pileUp(sizes.many);
        return drained(count);
    }

    private Map<Figure, Double> drain(int messages, int bytes) throws Exception {
        return drained(publishers.place(messages, HUNDRED, bytes));
    }

    /** Starts up outside of what is timed, as that is another thing. */
    private Map<Figure, Double> drained(int count) throws Exception {
        place.postgres().settle();
        contestant.startRelay();
        Count onQueue = () -> place.broker().count(place.queue());
        await("the first message", onQueue, 1);
        Clock clock = new Clock();
        long before = onQueue.now();
        await("the last message", onQueue, count);
        Map<Figure, Double> figures = clock.perMessage(count - before);
        receiveAll(count);
        return figures;
    }

    Map<Figure, Double> both() throws Exception {
        try (Receiver receiver = receiver(id -> {})) {
            contestant.startRelay();
            place.postgres().settle();
            Clock clock = new Clock();
            int count = publishers.place(sizes.publish, 1, sizes.bytes);
            await("the last message", receiver::received, count);
            Map<Figure, Double> figures = clock.perMessage(count);
            finish(receiver, count);
            return figures;
        }
    }

    Map<Figure, Double> latency() throws Exception {
        return latency(PER_SECOND);
    }

    Map<Figure, Double> latencyWhenIdle() throws Exception {
        return latency(PER_SECOND_WHEN_IDLE);
    }

    private Map<Figure, Double> latency(int perSecond) throws Exception {
        int count = (int) (sizes.steady.toSeconds() * perSecond);
        long firstId = Orders.lastId();
        AtomicLongArray committed = new AtomicLongArray(count + 1);
        AtomicLongArray received = new AtomicLongArray(count + 1);
        try (Receiver receiver = receiver(id -> received.set((int) (id - firstId), System.nanoTime()))) {
            contestant.startRelay();
            place.postgres().settle();
            Clock clock = new Clock();
            publishers.placeEach(
                    TimeUnit.SECONDS.toNanos(1) / perSecond,
                    count,
                    sizes.bytes,
                    order -> committed.set((int) (order.id() - firstId), System.nanoTime()));
            await("the last message", receiver::received, count);
            Map<Figure, Double> figures = new EnumMap<>(Figure.class);
            figures.put(Figure.CPU_PERCENT, clock.percent());
            Histogram micros = micros(committed, received);
            figures.put(Figure.P50_MILLIS, micros.getValueAtPercentile(50) / MICROS_PER_MILLI);
            figures.put(Figure.P99_MILLIS, micros.getValueAtPercentile(99) / MICROS_PER_MILLI);
            finish(receiver, count);
            return figures;
        }
    }

    /** Without the first tenth; what came before its commit had returned took no time. */
    private static Histogram micros(AtomicLongArray committed, AtomicLongArray received) {
        Histogram micros = new Histogram(3);
        for (int i = committed.length() / 10 + 1; i < committed.length(); i++) {
            micros.recordValue(Math.max(0, Math.round((received.get(i) - committed.get(i)) / NANOS_PER_MICRO)));
        }
        return micros;
    }

    Map<Figure, Double> idle() throws Exception {
        contestant.startRelay();
        place.postgres().settle();
        TimeUnit.SECONDS.sleep(sizes.steady.toSeconds()); // until it has found that there is nothing to do
        long transactions = transactions();
        Clock clock = new Clock();
        TimeUnit.SECONDS.sleep(sizes.steady.toSeconds());
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.CPU_PERCENT, clock.percent());
        figures.put(
                Figure.TRANSACTIONS_PER_SECOND, (double) (transactions() - transactions) / sizes.steady.toSeconds());
        contestant.stopRelay();
        return figures;
    }

    private long transactions() throws Exception {
        return Long.parseLong(place.postgres()
                .text("select xact_commit + xact_rollback from pg_stat_database where datname = current_database()"));
    }

    private Receiver receiver(LongConsumer onOrder) throws Exception {
        return new Receiver(place.broker(), place.queue(), Publishers.CUSTOMERS, onOrder);
    }

    private void receiveAll(long count) throws Exception {
        try (Receiver receiver = receiver(id -> {})) {
            await("all messages", receiver::received, count);
            finish(receiver, count);
        }
    }

    private void finish(Receiver receiver, long count) throws Exception {
        await(
                "the store to be empty",
                () -> contestant.waiting() == 0 ? 1 : 0,
                1); // some delete long after they have sent
        contestant.stopRelay(); // what it repeats, it repeats before it ends
        await("what was sent twice", () -> place.broker().count(place.queue()) == 0 ? 1 : 0, 1);
        receiver.check(count, place.inOrder());
    }

    private interface Count {
        long now() throws Exception;
    }

    private void await(String what, Count count, long expected) throws Exception {
        long seen = -1;
        long deadline = System.nanoTime();
        for (long now = count.now(); now < expected; now = count.now()) {
            contestant.checkRelay();
            if (now != seen) {
                seen = now;
                deadline = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("Waited in vain for " + what + ": " + seen + " of " + expected
                        + ", and no more for " + PATIENCE.toSeconds() + " s.");
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    /** Time and CPU since it was made. */
    private final class Clock {
        private final CpuTime cpu = CpuTime.now(place.postgres());
        private final long start = System.nanoTime();

        Map<Figure, Double> perMessage(long messages) {
            double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
            CpuTime used = CpuTime.now(place.postgres()).minus(cpu);
            Map<Figure, Double> figures = new EnumMap<>(Figure.class);
            figures.put(Figure.PER_SECOND, messages / seconds);
            figures.put(Figure.CPU_MICROS, (used.jvmNanos() + used.databaseNanos()) / NANOS_PER_MICRO / messages);
            figures.put(Figure.JVM_MICROS, used.jvmNanos() / NANOS_PER_MICRO / messages);
            figures.put(Figure.DATABASE_MICROS, used.databaseNanos() / NANOS_PER_MICRO / messages);
            return figures;
        }

        double percent() {
            long elapsed = System.nanoTime() - start;
            CpuTime used = CpuTime.now(place.postgres()).minus(cpu);
            return 100.0 * (used.jvmNanos() + used.databaseNanos()) / elapsed;
        }
    }
}
