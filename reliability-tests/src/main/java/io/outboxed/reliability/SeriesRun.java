package io.outboxed.reliability;

import io.outboxed.harness.RunningServer;
import io.outboxed.reliability.Fault.Target;
import io.outboxed.reliability.Ledger.Disturbance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Starts the shop, breaks it in one way after the other under constant load, and checks what has become of every order. */
final class SeriesRun {

    /** Even a transaction in doubt is settled by then. */
    private static final Duration RECOVERY_LIMIT = Duration.ofMinutes(3);

    /** What settles itself in {@code xa} mode is settled by then. */
    private static final Duration OPERATOR_COMES_AFTER = Duration.ofMinutes(1);

    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration WARM_UP = Duration.ofSeconds(8);

    /** What a node may have more of at the end than after its warm-up: threads and sessions of pools that grew, and caches. */
    private static final int MORE_THREADS = 60;

    private static final int MORE_SESSIONS = 60;
    private static final long MORE_HEAP = 64 * 1024;

    private final Series series;
    private final long seed;
    private final BiConsumer<SeriesRun, String> progress;
    private final Ledger ledger = new Ledger();
    private final TreeMap<Fault, List<Duration>> recoveries = new TreeMap<>();
    private final List<String> violations = new ArrayList<>();
    private int settledByHand;
    private boolean saved;

    /**
     * What is there when nothing happens.
     *
     * @param heap KiB in use after a collection, of all nodes
     * @param threads of all nodes
     * @param sessions of the broker
     */
    record Rest(long heap, int threads, int sessions) {}

    /**
     * What has come of it.
     *
     * @param quiet for how long there was load, but nothing that explains a message's being sent again
     * @param recoveries how long it took after each fault until everything that had been acknowledged before its end had been sent
     * @param settledByHand how many branches of transactions in doubt it took an operator to settle
     * @param violations what must not be; empty if all is well
     */
    record Result(
            Series series,
            Duration duration,
            Duration quiet,
            TreeMap<Fault, List<Duration>> recoveries,
            int settledByHand,
            Ledger ledger,
            Rest before,
            Rest after,
            List<String> violations) {

        int faults() {
            return recoveries.values().stream().mapToInt(List::size).sum();
        }
    }

    /** Which faults come, one after the other. */
    interface Plan {
        /** The next one, or null if it is over. */
        Fault next(Random random, Duration elapsed);
    }

    SeriesRun(Series series, long seed, BiConsumer<SeriesRun, String> progress) {
        this.series = series;
        this.seed = seed;
        this.progress = progress;
    }

    Series series() {
        return series;
    }

    Ledger ledger() {
        return ledger;
    }

    /** How many have been survived until now. */
    int faults() {
        return recoveries.values().stream().mapToInt(List::size).sum();
    }

    Result run(Plan plan) throws Exception {
        long start = System.nanoTime();
        progress.accept(this, "starting");
        System.setProperty("server", series.server());
        try (Cluster cluster = Cluster.start(series.name(), series.options());
                Receiver receiver = new Receiver(cluster.broker().port(), ledger)) {
            Rest before;
            try (Load load = Load.start(cluster.client(), series.rate(), ledger)) {
                Thread.sleep(WARM_UP.toMillis());
            }
            settle(cluster);
            before = rest(cluster);
            long begin = System.nanoTime();
            try (Load load = Load.start(cluster.client(), series.rate(), ledger)) {
                strike(cluster, plan, begin);
            }
            long end = System.nanoTime();
            progress.accept(this, "settling");
            settle(cluster);
            Rest after = rest(cluster);
            check(cluster, before, after);
            if (!violations.isEmpty() && !saved) {
                save(cluster);
            }
            Duration duration = Duration.ofNanos(System.nanoTime() - start);
            return new Result(
                    series,
                    duration,
                    ledger.quiet(begin, end),
                    recoveries,
                    settledByHand,
                    ledger,
                    before,
                    after,
                    List.copyOf(violations));
        }
    }

    /** Ends early when something is stuck. */
    private void strike(Cluster cluster, Plan plan, long begin) throws InterruptedException {
        Random random = new Random(seed + series.ordinal());
        Fault fault = plan.next(random, Duration.ZERO);
        while (fault != null && violations.isEmpty()) {
            Thread.sleep(random.nextInt(200, 1_500));
            String node = Cluster.NODES.get(random.nextInt(Cluster.NODES.size()));
            strike(fault, new Target(cluster, node, series.queue(), random));
            fault = plan.next(random, Duration.ofNanos(System.nanoTime() - begin));
        }
    }

    private void strike(Fault fault, Target target) throws InterruptedException {
        progress.accept(this, fault.title());
        try {
            long from = System.nanoTime();
            fault.strike(target);
            long over = System.nanoTime();
            if (series.isDistributed()) {
                fault.repair(target);
            }
            awaitReceived(fault, over, target.cluster());
            if (fault.mayRepeat()) {
                ledger.disturbed(new Disturbance(fault.title(), fault.mayLeaveInDoubt(), from, System.nanoTime()));
            }
            fault.repair(target);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            violations.add(fault.title() + ": " + e);
        }
        if (!violations.isEmpty() && !saved) {
            save(target.cluster());
        }
    }

    private void awaitReceived(Fault fault, long over, Cluster cluster) throws SQLException {
        Set<Long> owed = ledger.missing();
        if (!areReceivedWithin(OPERATOR_COMES_AFTER, owed)) {
            if (series.isDistributed() && cluster.hasDriverGivenUp()) {
                settledByHand += cluster.database().settleInDoubt();
            }
            if (!areReceivedWithin(RECOVERY_LIMIT.minus(OPERATOR_COMES_AFTER), owed)) {
                violations.add("stuck: "
                        + owed.stream().filter(ledger.missing()::contains).count() + " orders not sent "
                        + RECOVERY_LIMIT.toSeconds() + " s after: " + fault.title());
                save(cluster); // before what is gone comes back and everything goes on
                return;
            }
        }
        recoveries.computeIfAbsent(fault, any -> new ArrayList<>()).add(Duration.ofNanos(System.nanoTime() - over));
    }

    private boolean areReceivedWithin(Duration limit, Set<Long> owed) {
        try {
            Awaitility.await().atMost(limit).pollInterval(POLL).until(() -> ledger.areReceived(owed));
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    /** Waits, with no load, until nothing is left to do, and no database session is in a transaction; later on a relay may be looking. */
    private void settle(Cluster cluster) {
        try {
            Awaitility.await()
                    .atMost(RECOVERY_LIMIT)
                    .ignoreExceptions()
                    .until(() -> ledger.missing().isEmpty()
                            && cluster.database().outbox().entries() == 0
                            && cluster.database().inTransaction() == 0
                            && cluster.database().inDoubt() == 0
                            && ledger.placedCount() == cluster.database().orders()
                            && (!series.ships() || ledger.messages() == 2 * ledger.placedCount()));
        } catch (ConditionTimeoutException e) {
            violations.add("not at rest within " + RECOVERY_LIMIT.toSeconds() + " s without load");
        }
    }

    private Rest rest(Cluster cluster) throws IOException {
        long heap = 0;
        int threads = 0;
        for (String node : Cluster.NODES) {
            RunningServer server = cluster.server(node);
            heap += server.liveHeap();
            threads += server.threads();
        }
        String[] status = cluster.broker().command("status").split(" ");
        if (!status[1].equals("0")) {
            violations.add("transactions in doubt at the broker: " + status[1]);
        }
        return new Rest(heap, threads, Integer.parseInt(status[0]));
    }

    private void check(Cluster cluster, Rest before, Rest after) throws Exception {
        expect(ledger.missing().size(), 0, "acknowledged orders that were not sent");
        expect(ledger.placedCount(), cluster.database().orders(), "orders sent, and orders in the database");
        expect(ledger.unasked().size(), 0, "customers with orders that nobody can have placed");
        int recovered = series.isDistributed() ? ledger.recovered().size() : 0;
        expect(ledger.inversions().size() - recovered, 0, "messages sent after a later one of their key");
        expect(ledger.unexplainedRepeats().size(), 0, "messages sent again that no fault explains");
        if (series.acceptsOnce()) {
            expect(ledger.repeats().size(), 0, "messages that the broker accepted twice");
        }
        expect(cluster.database().shippedTwice(), 0, "orders shipped twice");
        expect(cluster.database().outbox().entries(), 0, "entries left in the outbox");
        expect(cluster.database().inDoubt(), 0, "transactions in doubt at the database");
        limit(after.threads() - before.threads(), MORE_THREADS, "more threads than after the warm-up");
        limit(after.sessions() - before.sessions(), MORE_SESSIONS, "more JMS sessions than after the warm-up");
        limit(after.heap() - before.heap(), MORE_HEAP, "more KiB of live heap than after the warm-up");
    }

    private void expect(long actual, long expected, String what) {
        if (actual != expected) {
            violations.add(what + ": " + actual + " instead of " + expected);
        }
    }

    private void limit(long actual, long max, String what) {
        if (actual > max) {
            violations.add(what + ": " + actual + ", allowed are " + max);
        }
    }

    private void save(Cluster cluster) {
        saved = true;
        Path file = Path.of(System.getProperty("basedir"), "target", "reliability", series.name() + ".txt");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file,
                    String.join("\n", violations) + "\n\nunexplained " + ledger.unexplainedRepeats() + "\n\nrepeats "
                            + (series.acceptsOnce() ? ledger.repeats() : "are expected") + "\n\ndisturbances "
                            + ledger.disturbances() + "\n\ninversions " + ledger.inversions() + "\n\nunasked "
                            + ledger.unasked() + "\n\nmissing "
                            + ledger.missing() + "\n\n" + cluster.report());
            violations.add("see " + file.getFileName() + " in target/reliability");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            violations.add("no report: " + e);
        }
    }
}
