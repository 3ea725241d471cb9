package io.outboxed.internal.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;

/** Broker or database away, as the driver lives through it. */
class RelayOutageTest extends RelayScenario {
    @Test
    void broker_outage_burns_no_attempt_and_everything_goes_out_when_it_is_back() {
        driver.start();
        brokerAway = true;
        store.commit("a", "b", "c");
        driver.wake(List.of(0));
        executor.runAll();
        for (int i = 0; i < 20; i++) {
            driver.wake(List.of(0)); // publishing goes on
            executor.runScheduled();
        }
        assertThat(store.parked).isZero();
        assertThat(store.entries).hasSize(3);

        brokerAway = false;
        executor.runScheduled();

        assertThat(sent).containsExactly("a", "b", "c");
    }

    @Test
    void outage_tries_once_per_back_off_however_many_wake_ups_come() {
        driver.start();
        brokerAway = true;
        store.commit("a");
        driver.wake(List.of(0));
        executor.runAll();
        int locks = store.locks;

        for (int i = 0; i < 100; i++) {
            driver.wake(List.of(0));
            executor.runAll();
        }

        assertThat(store.locks).isEqualTo(locks);
        assertThat(executor.scheduled).hasSize(1);
    }

    @Test
    void database_outage_and_errors_are_survived() {
        driver.start();
        store.failure = new IllegalStateException("connection refused");
        store.commit("a");
        driver.wake(List.of(0));
        executor.runAll();
        store.failure = new NoClassDefFoundError("x");
        executor.runScheduled();

        store.failure = null;
        executor.runScheduled();

        assertThat(sent).containsExactly("a");
    }

    @Test
    void look_at_the_store_does_not_end_the_back_off_of_passes_that_fail() {
        driver.start();
        store.failure = new IllegalStateException("row that this version cannot read");
        store.commit("a");
        driver.wake(List.of(0));
        executor.runAll();
        int locks = store.locks;

        for (int i = 0; i < 10; i++) {
            assertThat(driver.tick()).isEqualTo(Duration.ofSeconds(5));
            executor.runAll();
        }

        assertThat(store.locks).isEqualTo(locks);
    }

    @Test
    void store_that_goes_away_with_the_application_during_a_look_is_no_outage() throws Exception {
        driver.start();
        store.onLook = () -> {
            stopNow();
            throw new IllegalStateException("EntityManagerFactory is closed");
        };

        try (RelayLog log = new RelayLog()) {
            driver.tick();

            assertThat(log.codes(Level.WARNING)).isEmpty();
        }
        assertThat(executor.scheduled).isEmpty();
    }

    private void stopNow() {
        try {
            driver.stop(Duration.ZERO);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void store_that_cannot_be_looked_at_is_tried_again_after_the_back_off() {
        driver.start();
        store.lookFailure = new IllegalStateException("connection refused");
        store.commit("a");
        driver.tick();
        assertThat(executor.scheduled).hasSize(1);
        store.lookFailure = null;
        executor.runScheduled();

        driver.tick();
        executor.runAll();

        assertThat(sent).containsExactly("a");
    }

    @Test
    void error_while_the_store_is_looked_at_does_not_end_the_looking() {
        driver.start();
        store.lookFailure = new NoClassDefFoundError("x");
        store.commit("a");
        assertThat(driver.tick()).isEqualTo(Duration.ofSeconds(5));
        store.lookFailure = null;
        executor.runScheduled();

        driver.tick();
        executor.runAll();

        assertThat(sent).containsExactly("a");
    }

    @Test
    void error_while_the_broker_is_asked_does_not_end_the_asking() {
        driver.start();
        brokerAway = true;
        store.commit("a");
        driver.wake(List.of(0));
        executor.runAll();
        probeError = new NoClassDefFoundError("x");
        try {
            executor.runScheduled();
        } catch (NoClassDefFoundError e) {
            // as in a thread of the container, which nobody looks at
        }

        probeError = null;
        brokerAway = false;
        executor.runScheduled();

        assertThat(sent).containsExactly("a");
    }
}
