package io.outboxed.internal.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;

/** A container's timer that falls silent does not stop the relay. */
class TimerWatchTest extends RelayScenario {

    @Test
    void work_is_found_although_the_timer_has_fallen_silent() {
        driver.start();
        Duration next = tick();
        store.commit("a");

        guardAfter(next.plus(TimerWatch.PATIENCE).minusNanos(1));
        assertThat(sent).as("it may still fire").isEmpty();
        guardAfter(Duration.ofNanos(1));

        assertThat(sent).containsExactly("a");
    }

    @Test
    void as_long_as_it_is_silent_work_is_looked_for_as_often_as_it_would() {
        driver.start();
        Duration wait = tick().plus(TimerWatch.PATIENCE);
        try (RelayLog log = new RelayLog()) {
            for (int i = 0; i < 5; i++) {
                store.commit("m" + i);
                wait = guardAfter(wait);
                assertThat(sent).hasSize(i + 1);
                assertThat(wait).isLessThanOrEqualTo(Duration.ofSeconds(5));
            }
            assertThat(log.codes(Level.INFO)).containsExactly("OUTBOX-3024");

            wait = tick();
            store.commit("last");
            guardAfter(wait);
            assertThat(sent).as("it is expected again").doesNotContain("last");
            guardAfter(TimerWatch.PATIENCE);
            assertThat(log.codes(Level.INFO)).containsExactly("OUTBOX-3024", "OUTBOX-3024");
        }
    }

    @Test
    void nothing_is_expected_of_a_timer_before_it_has_fired_once_nor_while_it_is_at_work() {
        driver.start();
        store.commit("a");

        assertThat(guardAfter(Duration.ofDays(1))).isPositive();

        assertThat(sent).isEmpty();
    }

    private Duration tick() {
        Duration next = driver.tick();
        executor.runAll();
        return next;
    }

    private Duration guardAfter(Duration time) {
        nanoTime += time.toNanos();
        Duration next = driver.lookIfTimerIsLate();
        executor.runAll();
        return next;
    }
}
