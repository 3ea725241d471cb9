package io.outboxed.internal.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;

/** A container that accepts tasks and drops them, or refuses them for a while, does not stop the relay. */
class DroppedTasksTest extends RelayScenario {

    @Test
    void dropped_worker_is_started_again() {
        driver.start();
        store.commit("a");
        driver.wake(List.of(0));
        executor.drop();
        driver.tick();
        assertThat(executor.tasks).as("it may still come").isEmpty();

        pass(WatchedExecutor.PATIENCE);
        driver.tick();
        executor.runAll();

        assertThat(sent).containsExactly("a");
    }

    @Test
    void worker_that_comes_after_all_runs_once() {
        driver.start();
        store.commit("a");
        driver.wake(List.of(0));
        List<Runnable> late = executor.drop();
        pass(WatchedExecutor.PATIENCE);
        driver.tick();

        late.forEach(Runnable::run);
        assertThat(sent).containsExactly("a");
        int locks = store.locks;
        executor.runAll();
        assertThat(store.locks).isEqualTo(locks);

        store.commit("b");
        driver.wake(List.of(0));
        executor.runAll();
        assertThat(sent).containsExactly("a", "b");
    }

    @Test
    void operator_is_warned_when_handing_over_again_does_not_help() {
        driver.start();
        store.commit("a");
        driver.wake(List.of(0));
        executor.drop();
        try (RelayLog log = new RelayLog()) {
            pass(WatchedExecutor.PATIENCE);
            driver.tick();
            assertThat(log.codes(Level.INFO)).containsExactly("OUTBOX-3021");
            assertThat(log.codes(Level.WARNING)).isEmpty();

            executor.drop();
            pass(WatchedExecutor.PATIENCE);
            driver.tick();
            assertThat(log.codes(Level.WARNING)).containsExactly("OUTBOX-3023");
        }
    }

    @Test
    void worker_that_lingers_is_not_taken_for_dropped() {
        RelayDriver lingering = driver(Duration.ofSeconds(5));
        lingering.start();
        lingering.wake(List.of(0));

        pass(WatchedExecutor.PATIENCE);
        lingering.tick();

        assertThat(executor.tasks).hasSize(1); // to report the backlog, and no worker
    }

    @Test
    void outage_of_the_database_ends_although_its_end_was_dropped() {
        driver.start();
        store.failure = new IllegalStateException("connection refused");
        store.commit("a");
        driver.wake(List.of(0));
        executor.runAll();
        store.failure = null;
        executor.drop();

        pass(Outage.BACK_OFF.max().plus(WatchedExecutor.PATIENCE));
        driver.tick();
        executor.runAll();

        assertThat(sent).containsExactly("a");
    }

    @Test
    void outage_of_the_broker_ends_although_its_end_was_refused() {
        driver.start();
        brokerAway = true;
        store.commit("a");
        executor.refuses = true;
        driver.wake(List.of(0));
        executor.refuses = false;
        driver.tick();
        executor.refuses = true;
        executor.runAll();
        brokerAway = false;
        executor.refuses = false;

        driver.tick();
        executor.runAll();

        assertThat(sent).containsExactly("a");
    }

    @Test
    void housekeeping_goes_on_although_it_was_dropped() {
        driver.start();
        pass(Housekeeping.INTERVAL);
        driver.tick();
        executor.drop();

        pass(WatchedExecutor.PATIENCE);
        driver.tick();
        executor.runAll();

        assertThat(store.purges).isEqualTo(1);
    }

    @Test
    void stop_does_not_wait_for_a_dropped_worker_which_then_does_nothing() throws Exception {
        driver.start();
        store.commit("a");
        driver.wake(List.of(0));
        List<Runnable> late = executor.drop();

        assertThat(driver.stop(Duration.ofMillis(1))).isTrue();
        assertThat(executor.futures).allMatch(Future::isCancelled);
        late.forEach(Runnable::run);

        assertThat(sent).isEmpty();
    }

    private void pass(Duration time) {
        nanoTime += time.toNanos();
    }
}
