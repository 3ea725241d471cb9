package io.outboxed.internal.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.logging.Level;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OutageTest {
    private final Outage outage = new Outage("broker");

    @Test
    void nodes_try_again_at_different_moments() {
        Duration early = new Outage("broker").failed(new IllegalStateException("away"), 0);
        Duration late = new Outage("broker").failed(new IllegalStateException("away"), 0.999);

        assertThat(late).isGreaterThan(early.plusMillis(100));
    }

    @Property
    void wait_is_at_least_half_and_at_most_all_of_its_bound_and_never_more_than_five_seconds(
            @ForAll @IntRange(min = 1, max = 40) int failures,
            @ForAll @DoubleRange(min = 0, max = 0.99) double random) {
        Outage away = new Outage("broker");
        Duration wait = Duration.ZERO;
        for (int i = 0; i < failures; i++) {
            wait = away.failed(new IllegalStateException("away"), random);
        }

        Duration bound = Outage.BACK_OFF.bound(failures);
        assertThat(wait).isBetween(bound.dividedBy(2), bound).isLessThanOrEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void circuit_is_open_from_a_failure_to_the_next_try_and_the_outage_goes_on_to_the_next_success() {
        outage.failed(new IllegalStateException("away"), 0.5);
        assertThat(outage.isOpen()).isTrue();

        outage.tryAgain();
        assertThat(outage.isOpen()).isFalse();
        assertThat(outage.isGoingOn()).isTrue();

        outage.ended();
        assertThat(outage.isGoingOn()).isFalse();
    }

    @Test
    void error_is_logged_with_its_stack_once_per_outage() {
        Exception failure = new IllegalStateException("not asked", new NoClassDefFoundError("x"));
        try (RelayLog log = new RelayLog()) {
            outage.failed(new IllegalStateException("away"), 0.5);
            outage.failed(failure, 0.5);
            outage.failed(failure, 0.5);

            assertThat(log.records())
                    .filteredOn(record -> record.getLevel() == Level.SEVERE)
                    .singleElement()
                    .satisfies(record -> assertThat(record.getMessage()).startsWith("OUTBOX-3022"))
                    .satisfies(record -> assertThat(record.getThrown()).isSameAs(failure));
        }
    }

    @Test
    void wait_begins_anew_after_a_success() {
        Duration first = outage.failed(new IllegalStateException("away"), 0.5);
        outage.failed(new IllegalStateException("away"), 0.5);
        outage.ended();

        assertThat(outage.failed(new IllegalStateException("away"), 0.5)).isEqualTo(first);
    }
}
