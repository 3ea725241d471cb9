package io.outboxed.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.benchmark.Results.Sample;
import io.outboxed.benchmark.Results.Spread;
import io.outboxed.benchmark.Target.Score;
import io.outboxed.benchmark.contestant.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultsTest {

    private static Sample drain(Kind kind, int round, double perSecond) {
        return new Sample(Phase.DRAIN, kind, round, Map.of(Figure.PER_SECOND, perSecond));
    }

    private static Score score(Kind kind) {
        return new Score(Phase.DRAIN, kind, Figure.PER_SECOND);
    }

    @Test
    void median_of_an_even_number_lies_between_the_two_in_the_middle() {
        assertThat(Spread.of(4, 1, 2, 10)).contains(new Spread(3, 1, 10));
        assertThat(Spread.of(7, 1, 2)).contains(new Spread(2, 1, 7));
        assertThat(Spread.of()).isEmpty();
    }

    @Test
    void ratio_is_taken_within_each_round() {
        Results results = new Results();
        results.add(drain(Kind.LIMIT, 1, 100));
        results.add(drain(Kind.LIMIT, 2, 10));
        results.add(drain(Kind.OUTBOXED_JTA, 1, 50));
        results.add(drain(Kind.OUTBOXED_JTA, 2, 20));
        results.add(drain(Kind.OUTBOXED_JTA, 3, 99)); // has no other

        assertThat(results.ratio(score(Kind.OUTBOXED_JTA), score(Kind.LIMIT))).contains(new Spread(1.25, 0.5, 2));
    }

    @Test
    void a_base_of_nothing_gives_no_ratio() {
        Results results = new Results();
        results.add(drain(Kind.LIMIT, 1, 0));
        results.add(drain(Kind.OUTBOXED_JTA, 1, 50));

        assertThat(results.ratio(score(Kind.OUTBOXED_JTA), score(Kind.LIMIT))).isEmpty();
    }

    @Test
    void target_looks_at_the_median_of_the_ratios() {
        Results results = new Results();
        Target target = new Target(score(Kind.OUTBOXED_JTA), score(Kind.LIMIT), true, 0.95);
        assertThat(target.measured(results)).isEmpty();

        results.add(drain(Kind.LIMIT, 1, 100));
        results.add(drain(Kind.OUTBOXED_JTA, 1, 96));

        assertThat(target.measured(results)).contains(new Spread(0.96, 0.96, 0.96));
        assertThat(target.isMet(0.96)).isTrue();
        assertThat(target.isMet(0.94)).isFalse();
        assertThat(target.words()).containsExactly("Drain: Outboxed, messages/s ÷ plain JDBC and JMS", "≥ 0.95");
    }
}
