package io.outboxed.internal.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a listener hears of, and when. */
class ListenerTest extends RelayScenario {

    @Test
    void each_batch_is_told_with_its_entries_and_how_long_its_lane_had_waited() {
        driver.start();
        store.commit("a", "b", "c");
        driver.wake(List.of(0));
        nanoTime = 7_000_000;

        executor.runAll();

        assertThat(told)
                .startsWith("taken 0 after 7 ms")
                .filteredOn(each -> each.startsWith("sent"))
                .containsExactly("sent [a, b]", "sent [c]");
    }

    @Test
    void lane_without_entries_is_taken_and_nothing_sent() {
        driver.start();
        driver.wake(List.of(0));

        executor.runAll();

        assertThat(told).containsExactly("taken 0 after 0 ms");
    }

    @Test
    void failure_is_told_with_the_wait_for_the_next_attempt() {
        driver.start();
        store.commit("a");
        duringSend = () -> {
            duringSend = () -> {};
            throw new IllegalArgumentException("bad");
        };
        driver.wake(List.of(0));

        executor.runAll();

        assertThat(told).filteredOn(each -> !each.startsWith("taken")).containsExactly("failed a 1 PT0.5S", "sent [a]");
    }

    @Test
    void batch_whose_transaction_fails_is_not_told() {
        driver.start();
        store.commit("a");
        store.onDelivered = () -> {
            throw new IllegalStateException("the database went away");
        };
        driver.wake(List.of(0));

        executor.runAll();

        assertThat(sent).contains("a");
        assertThat(told).doesNotContain("sent [a]");
    }

    @Test
    void backlog_is_told_every_ten_seconds() {
        driver.start();
        driver.tick();
        executor.runAll();
        assertThat(told).doesNotContain("backlog");

        for (int second = 0; second < 30; second++) {
            nanoTime += 1_000_000_000;
            driver.tick();
            executor.runAll();
        }

        assertThat(told).filteredOn("backlog"::equals).hasSize(3);
    }

    @Test
    void backlog_that_cannot_be_read_is_asked_for_again() {
        driver.start();
        store.onBacklog = () -> {
            throw new IllegalStateException("no such table");
        };
        nanoTime += BacklogReport.INTERVAL.toNanos();
        driver.tick();
        executor.runAll();
        store.onBacklog = () -> {};

        nanoTime += BacklogReport.INTERVAL.toNanos();
        driver.tick();
        executor.runAll();

        assertThat(told).filteredOn("backlog"::equals).hasSize(1);
    }
}
