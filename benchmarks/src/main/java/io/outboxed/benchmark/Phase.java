package io.outboxed.benchmark;

import io.outboxed.benchmark.contestant.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What is timed, each time with an empty schema and queue. */
enum Phase {
    PUBLISH(
            "Publish, one message per transaction",
            "8 threads; an order and its message in each transaction; no relay runs.",
            kind -> !kind.isForManyOnly(),
            Trial::publish),
    PUBLISH_100(
            "Publish, 100 messages per transaction",
            "8 threads; a hundred orders and their messages in each transaction; no relay runs.",
            kind -> !kind.isForManyOnly(),
            Trial::publishHundreds),
    DRAIN(
            "Drain",
            "Nobody publishes; from the first messages on the queue to the last. Peers that send one by one have a fifth of the"
                    + " messages to send.",
            Kind::relays,
            Trial::drain),
    BOTH(
            "Publish and relay at once",
            "8 threads publish, one message per transaction, one consumer receives; until the last was received.",
            Kind::relays,
            Trial::both),
    LATENCY(
            "Latency at 500 messages a second",
            "Open loop; from the return of the commit until the consumer has the message.",
            Phase::relaysFew,
            Trial::latency,
            Figure.P50_MILLIS,
            Figure.P99_MILLIS,
            Figure.CPU_PERCENT),
    LATENCY_IDLE(
            "Latency when there is little to do",
            "As *Latency*, 10 messages a second.",
            Phase::relaysFew,
            Trial::latencyWhenIdle,
            Figure.P50_MILLIS,
            Figure.P99_MILLIS,
            Figure.CPU_PERCENT),
    IDLE(
            "Idle",
            "The relay runs, and nobody publishes.",
            Phase::relaysFew,
            Trial::idle,
            Figure.CPU_PERCENT,
            Figure.TRANSACTIONS_PER_SECOND),
    DRAIN_10_KIB(
            "Drain, 10 KiB each",
            "As *Drain*, a tenth of the messages, of 10 KiB.",
            Phase::comparesSizes,
            Trial::drain10KiB),
    DRAIN_100_KIB(
            "Drain, 100 KiB each",
            "As *Drain*, a fiftieth of the messages, of 100 KiB.",
            Phase::comparesSizes,
            Trial::drain100KiB),
    DRAIN_BESIDE_SNAPSHOT(
            "Drain while an old snapshot is held open",
            "As *Drain*, while a transaction that began before keeps PostgreSQL from removing what was deleted.",
            Set.of(Kind.LIMIT, Kind.OUTBOXED_JTA)::contains,
            Trial::drainBesideSnapshot),
    DRAIN_BESIDE_SCHEDULED(
            "Drain beside a million scheduled messages",
            "As *Drain*; the million are due in a day.",
            Kind.OUTBOXED_JTA::equals,
            Trial::drainBesideScheduled),
    DRAIN_OF_MANY(
            "Drain of the first of ten million",
            "As *Drain*, with ten million messages behind those that are timed.",
            Kind.OUTBOXED_JTA::equals,
            Trial::drainOfMany);

    private final String title;
    private final String what;
    private final Predicate<Kind> who;
    private final Measurement measurement;
    private final List<Figure> figures;

    /** Measures it, and checks afterwards what has become of each message. */
    private interface Measurement {
        Map<Figure, Double> of(Trial trial) throws Exception;
    }

    Phase(String title, String what, Predicate<Kind> who, Measurement measurement, Figure... figures) {
        this.title = title;
        this.what = what;
        this.who = who;
        this.measurement = measurement;
        this.figures = figures.length > 0
                ? List.of(figures)
                : List.of(Figure.PER_SECOND, Figure.CPU_MICROS, Figure.JVM_MICROS, Figure.DATABASE_MICROS);
    }

    /** @throws IllegalStateException if a message was lost, repeated or out of the order of its key */
    Map<Figure, Double> run(Trial trial) throws Exception {
        return measurement.of(trial);
    }

    boolean isFor(Kind kind) {
        return who.test(kind);
    }

    /** Whether it shows what a drain costs under worse conditions, so that it is compared with the contestant's own drain. */
    boolean isDisturbedDrain() {
        return compareTo(IDLE) > 0;
    }

    String title() {
        return title;
    }

    String what() {
        return what;
    }

    private static boolean relaysFew(Kind kind) {
        return kind.relays() && !kind.isForManyOnly();
    }

    private static boolean comparesSizes(Kind kind) {
        return Set.of(Kind.LIMIT, Kind.OUTBOXED_JTA, Kind.DEBEZIUM, Kind.DB_SCHEDULER)
                .contains(kind);
    }

    /** What it measures, the main thing first. */
    List<Figure> figures() {
        return figures;
    }
}
