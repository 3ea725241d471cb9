package io.outboxed.internal.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.spi.Batch;
import io.outboxed.spi.LaneLock;
import io.outboxed.spi.Sender;
import io.outboxed.spi.SenderUnavailableException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When the relay stops, for what, and how it comes back. */
class RelayCircuitTest extends RelayScenario {
    private final List<String> hooked = new ArrayList<>();
    private boolean hookAway;
    private boolean hookFull;

    private final Sender hook = new Sender() {
        @Override
        public boolean accepts(String destination) {
            return destination.equals("hook");
        }

        @Override
        public void send(Batch batch) throws SenderUnavailableException {
            probe();
            if (hookFull) {
                throw new SenderUnavailableException("full", null, "hook");
            }
            batch.entries().forEach(entry -> hooked.add(entry.id()));
        }

        @Override
        public void probe() throws SenderUnavailableException {
            if (hookAway) {
                throw new SenderUnavailableException("away", null);
            }
        }
    };

    private final RelayDriver two = driver(Duration.ZERO, List.of(hook, sender));

    @Test
    void only_sender_that_is_away_is_asked_by_a_probe_and_gets_no_batch() {
        driver.start();
        brokerAway = true;
        store.commit("a", "b", "c");
        driver.wake(List.of(0));
        executor.runAll();
        int locks = store.locks;

        for (int i = 0; i < 5; i++) {
            executor.runScheduled();
        }
        assertThat(store.locks).isEqualTo(locks);
        assertThat(driver.outages()).hasSize(1);

        brokerAway = false;
        executor.runScheduled();

        assertThat(sent).containsExactly("a", "b", "c");
        assertThat(driver.outages()).isEmpty();
    }

    @Test
    void sender_that_is_away_does_not_stop_the_other_and_gets_its_entries_when_it_is_back() {
        two.start();
        hookAway = true;
        store.commitTo("hook", "h1");
        store.commitTo("mail", "m1");
        two.wake(List.of(0));
        executor.runAll();
        store.commitTo("hook", "h2");
        store.commitTo("mail", "m2");
        two.wake(List.of(0));
        executor.runAll();

        assertThat(sent).containsExactly("m1", "m2");
        assertThat(store.aside).extracting(entry -> entry.id()).containsExactly("h1", "h2");

        hookAway = false;
        executor.runScheduled();

        assertThat(hooked).containsExactly("h1", "h2");
        assertThat(two.outages()).isEmpty();
    }

    @Test
    void destination_that_is_full_does_not_stop_its_sender_for_others() {
        two.start();
        hookFull = true;
        store.commitTo("hook", "h1");
        store.commitTo("mail", "m1");
        two.wake(List.of(0));
        executor.runAll();

        assertThat(sent).containsExactly("m1");
        assertThat(two.outages()).containsOnlyKeys("destination hook");
        hookFull = false;
        executor.runScheduled();
        executor.runScheduled();

        assertThat(hooked).containsExactly("h1");
        assertThat(two.outages()).isEmpty();
    }

    @Test
    void conflict_in_the_database_is_tried_again() {
        beginWithConflict();

        executor.runScheduled();

        assertThat(sent).containsExactly("a");
    }

    @Test
    void conflict_in_the_database_is_no_outage_that_stops_passes() {
        beginWithConflict();

        driver.wake(List.of(0));
        executor.runAll();

        assertThat(sent).containsExactly("a");
    }

    private void beginWithConflict() {
        driver.start();
        store.commit("a");
        store.failure = new IllegalStateException(new SQLException("deadlock", "40P01"));
        driver.wake(List.of(0));
        executor.runAll();
        store.failure = null;
    }

    @Test
    void dead_letter_is_told_of_once_its_transaction_has_committed() {
        driver.start();
        store.commit("a");
        permanentFailure = true;
        store.onBury = () -> assertThat(buried).isEmpty();

        driver.wake(List.of(0));
        executor.runAll();

        assertThat(store.parked).isEqualTo(1);
        assertThat(buried).containsExactly("a");
    }

    @Test
    void pause_of_everything_stops_passes_until_it_ends() {
        driver.start();
        store.paused.add(Routes.ALL);
        driver.tick();
        store.commit("a");
        driver.wake(List.of(0));
        executor.runAll();
        assertThat(sent).isEmpty();

        store.paused.clear();
        driver.tick();
        executor.runAll();

        assertThat(sent).containsExactly("a");
    }

    @Test
    void next_look_comes_when_something_is_due_and_visits_the_lane_then() {
        driver.start();
        store.now = 1_000;
        store.nextDue = 1_120;
        assertThat(driver.tick()).isEqualTo(Duration.ofMillis(120));

        store.now = 1_120;
        int locks = store.locks;
        driver.tick();
        executor.runAll();

        assertThat(store.locks).isGreaterThan(locks);
        assertThat(store.nextDue).isEqualTo(LaneLock.NEVER);
    }

    @Test
    void looks_at_scheduled_times_are_planned_once_for_each_moment_and_not_beyond_the_timer() {
        driver.start();
        for (int i = 0; i < 100; i++) {
            driver.lookIn(Duration.ofMillis(1_000));
            driver.lookIn(Duration.ofSeconds(5));
        }
        assertThat(executor.scheduled).hasSizeBetween(1, 2);
        store.commit("a");

        executor.runScheduled();

        assertThat(sent).containsExactly("a");
    }

    @Test
    void answer_to_another_pass_ends_the_outage_for_all() throws Exception {
        driver.start();
        brokerAway = true;
        store.commit("a");
        driver.wake(List.of(0));
        executor.runAll();
        brokerAway = false;

        assertThat(driver.runNow()).isEqualTo(1);
        executor.runScheduled(); // what was to ask whether it is back
        store.commit("b");
        driver.wake(List.of(0));
        executor.runAll();

        assertThat(sent).containsExactly("a", "b");
    }

    @Test
    void housekeeping_goes_on_until_the_relay_stops() throws Exception {
        driver.start();
        lookAfter(Housekeeping.INTERVAL.minusNanos(1));
        assertThat(store.purges).isZero();
        lookAfter(Duration.ofNanos(1));
        lookAfter(Duration.ZERO);
        assertThat(store.purges).isEqualTo(1);
        assertThat(inboxPurges).as("in steps, as long as there is more").isEqualTo(3);
        lookAfter(Housekeeping.INTERVAL);
        assertThat(store.purges).isEqualTo(2);
        assertThat(inboxPurges).isEqualTo(6);

        nanoTime += Housekeeping.INTERVAL.toNanos();
        driver.tick();
        assertThat(driver.stop(Duration.ofSeconds(1))).isTrue();
        executor.runAll();
        lookAfter(Housekeeping.INTERVAL);

        assertThat(store.purges).isEqualTo(2);
    }

    @Test
    void housekeeping_that_takes_long_is_not_begun_again() {
        driver.start();
        nanoTime += Housekeeping.INTERVAL.toNanos();
        driver.tick();
        nanoTime += Housekeeping.INTERVAL.toNanos();
        driver.tick();

        executor.runAll();

        assertThat(store.purges).isEqualTo(1);
    }

    private void lookAfter(Duration time) {
        nanoTime += time.toNanos();
        driver.tick();
        executor.runAll();
    }

    @Test
    void run_in_the_callers_thread_sends_all_there_is() throws Exception {
        driver.start();
        store.commit("a", "b", "c");

        assertThat(driver.runNow()).isEqualTo(3);

        assertThat(sent).containsExactly("a", "b", "c");
        assertThat(executor.tasks).isEmpty();
    }
}
