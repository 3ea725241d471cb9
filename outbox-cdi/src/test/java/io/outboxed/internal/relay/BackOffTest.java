package io.outboxed.internal.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class BackOffTest {
    private final BackOff backOff = new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(5));

    @Test
    void bound_doubles_with_each_attempt_up_to_the_cap() {
        assertThat(backOff.bound(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(backOff.bound(2)).isEqualTo(Duration.ofSeconds(2));
        assertThat(backOff.bound(9)).isEqualTo(Duration.ofSeconds(256));
        assertThat(backOff.bound(10)).isEqualTo(Duration.ofMinutes(5));
    }

    @Property
    void wait_is_positive_and_within_the_bound_for_any_attempt(
            @ForAll @IntRange(min = 1) int attempts,
            @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double random,
            @ForAll @LongRange(min = 1, max = 86_400_000) long initial,
            @ForAll @LongRange(min = 0, max = 600_000_000) long more) {
        BackOff any = new BackOff(Duration.ofMillis(initial), Duration.ofMillis(initial + more));

        assertThat(any.wait(attempts, random)).isBetween(Duration.ofMillis(1), any.bound(attempts));
        assertThat(any.bound(attempts)).isBetween(any.initial(), any.max());
    }

    @Property
    void bound_never_shrinks(@ForAll @IntRange(min = 1, max = 1_000_000) int attempts) {
        assertThat(backOff.bound(attempts + 1)).isGreaterThanOrEqualTo(backOff.bound(attempts));
    }
}
