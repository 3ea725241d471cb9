package io.outboxed.internal.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When the driver runs passes. */
class RelayDriverTest extends RelayScenario {
    @Test
    void commit_wakes_a_pass_at_once() {
        driver.start();
        store.commit("a");

        driver.wake(List.of(0));
        executor.runAll();

        assertThat(sent).containsExactly("a");
        assertThat(store.entries).isEmpty();
    }

    @Test
    void backlog_is_drained_batch_after_batch() {
        driver.start();
        store.commit("a", "b", "c", "d", "e");

        driver.wake(List.of(0));
        executor.runAll();

        assertThat(sent).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void worker_with_much_to_do_lets_others_have_its_thread_after_a_second() {
        driver.start();
        store.commit("a", "b", "c", "d", "e");
        duringSend = () -> nanoTime += Duration.ofMillis(600).toNanos();
        driver.wake(List.of(0));

        executor.tasks.poll().run();
        assertThat(sent).containsExactly("a", "b", "c", "d"); // two batches
        assertThat(executor.tasks).as("behind those that wait").hasSize(1);
        executor.runAll();

        assertThat(sent).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void wake_up_that_finds_the_lane_taken_is_tried_again_until_the_lane_was_owned() {
        driver.start();
        store.takenByAnother = true; // it has read already, and will not see what is committed now
        store.commit("a");
        driver.wake(List.of(0));
        executor.runAll();
        assertThat(sent).isEmpty();

        executor.runScheduled(); // still taken
        assertThat(sent).isEmpty();
        store.takenByAnother = false;
        executor.runScheduled();

        assertThat(sent).containsExactly("a");
        assertThat(executor.scheduled).isEmpty();
    }

    @Test
    void wake_up_while_a_pass_is_sending_is_not_lost() {
        driver.start();
        store.commit("a");
        duringSend = () -> {
            duringSend = () -> {};
            store.commit("b");
            driver.wake(List.of(0));
        };

        driver.wake(List.of(0));
        executor.runAll();

        assertThat(sent).containsExactly("a", "b");
    }

    @Test
    void wake_ups_before_the_start_are_kept() {
        store.commit("a");
        driver.wake(List.of(0));
        assertThat(executor.tasks).isEmpty();

        driver.start();
        executor.runAll();

        assertThat(sent).containsExactly("a");
    }

    @Test
    void timer_finds_what_no_wake_up_told_of_and_slows_down_when_there_is_nothing() {
        driver.start();
        driver.tick(); // the first one visits every lane
        executor.runAll();
        store.commit("a");

        assertThat(driver.tick()).isEqualTo(Duration.ofMillis(500));
        executor.runAll();
        assertThat(sent).containsExactly("a");

        assertThat(driver.tick()).isEqualTo(Duration.ofSeconds(1));
        assertThat(driver.tick()).isEqualTo(Duration.ofSeconds(2));
        assertThat(driver.tick()).isEqualTo(Duration.ofSeconds(4));
        assertThat(driver.tick()).isEqualTo(Duration.ofSeconds(5));
        assertThat(driver.tick()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void executor_that_refuses_a_task_does_not_stop_the_relay_for_good() {
        driver.start();
        store.commit("a");
        executor.refuses = true;
        driver.wake(List.of(0));

        executor.refuses = false;
        driver.tick();
        executor.runAll();

        assertThat(sent).containsExactly("a");
    }

    @Test
    void linger_delays_the_worker() {
        RelayDriver lingering = driver(Duration.ofMillis(2));
        lingering.start();
        store.commit("a");

        lingering.wake(List.of(0));
        assertThat(executor.tasks).isEmpty();
        executor.runScheduled();

        assertThat(sent).containsExactly("a");
    }

    @Test
    void stopping_waits_for_the_running_pass_and_starts_no_other() throws Exception {
        driver.start();
        store.commit("a", "b", "c");
        CountDownLatch sending = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        duringSend = () -> {
            sending.countDown();
            await(mayEnd);
        };
        driver.wake(List.of(0));
        Thread worker = new Thread(executor::runAll);
        worker.start();
        await(sending);

        assertThat(driver.stop(Duration.ofMillis(1))).isFalse();
        mayEnd.countDown();
        assertThat(driver.stop(Duration.ofSeconds(30))).isTrue();
        worker.join();

        assertThat(sent).containsExactly("a", "b"); // the batch that was under way, and no more
        driver.wake(List.of(0));
        assertThat(executor.tasks).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void look_is_at_the_end_of_a_tenth_of_a_second() {
        driver.start();
        executor.delays.clear();
        driver.lookIn(Duration.ofMillis(300));

        // all that is due in this tenth of a second shares the look, so it must not be before any of them
        assertThat(executor.delays).hasSize(1);
        assertThat(executor.delays.get(0)).isBetween(Duration.ofMillis(300), Duration.ofMillis(400));

        store.commit("a");
        executor.runScheduled();
        assertThat(sent).containsExactly("a");
    }

    @Test
    void looks_in_the_same_tenth_of_a_second_are_one() {
        driver.start();
        for (int i = 0; i < 1_000; i++) {
            driver.lookIn(Duration.ofSeconds(2));
        }

        assertThat(executor.scheduled).hasSizeBetween(1, 50); // as long as the loop may take
    }

    @Test
    void look_that_the_timer_is_earlier_for_is_not_planned() {
        driver.start();
        driver.lookIn(Duration.ofSeconds(5));

        assertThat(executor.scheduled).isEmpty();
    }
}
