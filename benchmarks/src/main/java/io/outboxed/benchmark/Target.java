package io.outboxed.benchmark;

import static io.outboxed.benchmark.Figure.CPU_MICROS;
import static io.outboxed.benchmark.Figure.CPU_PERCENT;
import static io.outboxed.benchmark.Figure.P50_MILLIS;
import static io.outboxed.benchmark.Figure.P99_MILLIS;
import static io.outboxed.benchmark.Figure.PER_SECOND;
import static io.outboxed.benchmark.Figure.TRANSACTIONS_PER_SECOND;

import io.outboxed.benchmark.Results.Spread;
import io.outboxed.benchmark.contestant.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What Outboxed is to reach: the median of a figure, or of its ratios to another within the rounds, is at least or at most so much.
 * Without a base, which is null then, it is the figure.
 */
record Target(Score score, Score base, boolean atLeast, double bound) {

    /** Where a contestant stands in a phase. */
    record Score(Phase phase, Kind kind, Figure figure) {
        @Override
        public String toString() {
            return phase.title() + ": " + kind.title() + ", " + figure.title();
        }
    }

    static final List<Target> ALL = List.of(
            atLeast(0.95, drain(Kind.OUTBOXED_JTA), drain(Kind.LIMIT)),
            atLeast(1.15, drain(Kind.OUTBOXED_JTA_4), drain(Kind.LIMIT)),
            atMost(
                    1.15,
                    new Score(Phase.DRAIN, Kind.OUTBOXED_JTA, CPU_MICROS),
                    new Score(Phase.DRAIN, Kind.LIMIT, CPU_MICROS)),
            atLeast(8, drain(Kind.OUTBOXED_JTA), drain(Kind.DB_SCHEDULER)),
            atLeast(11, drain(Kind.OUTBOXED_JTA), drain(Kind.GRUELBOX)),
            atLeast(11, drain(Kind.OUTBOXED_JTA), drain(Kind.NAMASTACK)),
            atLeast(11, drain(Kind.OUTBOXED_JTA), drain(Kind.MODULITH)),
            atLeast(35, drain(Kind.OUTBOXED_JTA), drain(Kind.NAIVE_JPA)),
            atLeast(1.5, drain(Kind.OUTBOXED_JTA), drain(Kind.DEBEZIUM)),
            atLeast(0.9, both(Kind.OUTBOXED_JTA), both(Kind.LIMIT)),
            atLeast(1.8, both(Kind.OUTBOXED_JTA), both(Kind.DB_SCHEDULER)),
            atLeast(1.8, both(Kind.OUTBOXED_JTA), both(Kind.GRUELBOX)),
            atLeast(1.8, both(Kind.OUTBOXED_JTA), both(Kind.NAMASTACK)),
            atLeast(1.8, both(Kind.OUTBOXED_JTA), both(Kind.MODULITH)),
            atLeast(1.8, both(Kind.OUTBOXED_JTA), both(Kind.NAIVE_JPA)),
            atLeast(0.95, both(Kind.OUTBOXED_JTA), both(Kind.DEBEZIUM)),
            atMost(1.42, publishCpu(Kind.OUTBOXED_JTA), publishCpu(Kind.BARE_JPA)),
            atMost(1.06, publishCpu(Kind.OUTBOXED_JTA), publishCpu(Kind.TWO_ENTITIES)),
            atLeast(
                    5,
                    new Score(Phase.PUBLISH_100, Kind.OUTBOXED_JTA, PER_SECOND),
                    new Score(Phase.PUBLISH, Kind.OUTBOXED_JTA, PER_SECOND)),
            atMost(1, latency(Phase.LATENCY, Kind.OUTBOXED_JTA), null),
            atMost(8, new Score(Phase.LATENCY, Kind.OUTBOXED_JTA, P99_MILLIS), null),
            atMost(1.8, latency(Phase.LATENCY, Kind.OUTBOXED_JTA), latency(Phase.LATENCY, Kind.LIMIT)),
            atMost(1, latency(Phase.LATENCY_IDLE, Kind.OUTBOXED_JTA), null),
            atMost(8, new Score(Phase.LATENCY_IDLE, Kind.OUTBOXED_JTA, P99_MILLIS), null),
            atMost(1.8, latency(Phase.LATENCY_IDLE, Kind.OUTBOXED_JTA), latency(Phase.LATENCY_IDLE, Kind.LIMIT)),
            atMost(
                    1.3,
                    new Score(Phase.LATENCY, Kind.OUTBOXED_JTA, CPU_PERCENT),
                    new Score(Phase.LATENCY, Kind.LIMIT, CPU_PERCENT)),
            atMost(1, new Score(Phase.IDLE, Kind.OUTBOXED_JTA, TRANSACTIONS_PER_SECOND), null),
            atMost(1, new Score(Phase.IDLE, Kind.OUTBOXED_JTA, CPU_PERCENT), null),
            atLeast(0.8, disturbed(Phase.DRAIN_BESIDE_SNAPSHOT), drain(Kind.OUTBOXED_JTA)),
            atLeast(0.8, disturbed(Phase.DRAIN_BESIDE_SCHEDULED), drain(Kind.OUTBOXED_JTA)),
            atLeast(0.8, disturbed(Phase.DRAIN_OF_MANY), drain(Kind.OUTBOXED_JTA)),
            atLeast(0.6, drain(Kind.OUTBOXED_XA), drain(Kind.LIMIT)),
            atLeast(1.1, drain(Kind.OUTBOXED_JTA_2), drain(Kind.OUTBOXED_JTA)));

    private static Target atLeast(double bound, Score score, Score base) {
        return new Target(score, base, true, bound);
    }

    private static Target atMost(double bound, Score score, Score base) {
        return new Target(score, base, false, bound);
    }

    private static Score drain(Kind kind) {
        return new Score(Phase.DRAIN, kind, PER_SECOND);
    }

    private static Score disturbed(Phase phase) {
        return new Score(phase, Kind.OUTBOXED_JTA, PER_SECOND);
    }

    private static Score both(Kind kind) {
        return new Score(Phase.BOTH, kind, PER_SECOND);
    }

    private static Score publishCpu(Kind kind) {
        return new Score(Phase.PUBLISH, kind, CPU_MICROS);
    }

    private static Score latency(Phase phase, Kind kind) {
        return new Score(phase, kind, P50_MILLIS);
    }

    /** Empty if it was not measured in this run. */
    Optional<Spread> measured(Results results) {
        return base == null ? results.of(score) : results.ratio(score, base);
    }

    boolean isMet(double median) {
        return atLeast ? median >= bound : median <= bound;
    }

    /** What is compared, then what is asked for. */
    List<String> words() {
        return List.of(
                base == null
                        ? score.toString()
                        : score + " ÷ " + (base.phase == score.phase ? "" : base.phase.title() + ": ")
                                + base.kind.title(),
                (atLeast ? "≥ " : "≤ ") + String.format(Locale.ROOT, "%.2f", bound));
    }
}
