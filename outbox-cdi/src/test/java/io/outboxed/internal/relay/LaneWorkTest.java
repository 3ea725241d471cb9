package io.outboxed.internal.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LaneWorkTest {
    private long nanoTime;
    private final LaneWork work = new LaneWork(2, () -> nanoTime);

    /** The lane that a worker gets. */
    private Optional<Integer> lane() {
        return work.take().map(LaneWork.Taken::lane);
    }

    @Test
    void wait_of_a_lane_begins_with_the_first_of_several_wake_ups() {
        work.offer(List.of(0));
        nanoTime = 3_000_000;
        work.offer(List.of(0));
        nanoTime = 5_000_000;

        assertThat(work.take()).hasValue(new LaneWork.Taken(0, Duration.ofMillis(5)));
    }

    @Test
    void repeated_wake_ups_are_merged_into_one() {
        assertThat(work.offer(List.of(0))).isEqualTo(1);
        assertThat(work.offer(List.of(0))).isZero();

        assertThat(lane()).hasValue(0);
        work.done(0);
        assertThat(work.take()).isEmpty();
    }

    @Test
    void wake_up_during_a_pass_makes_the_lane_wait_once_more() {
        work.offer(List.of(0));
        work.take();

        assertThat(work.offer(List.of(0))).isZero(); // nobody else may take it now, so no worker is wanted

        work.done(0);
        assertThat(lane()).hasValue(0);
    }

    @Test
    void a_lane_is_never_taken_twice_at_once() {
        work.offer(List.of(0));
        work.take();
        work.offer(List.of(0));

        assertThat(work.take()).isEmpty();
    }

    @Test
    void no_more_workers_than_allowed_are_started() {
        assertThat(work.offer(List.of(0, 1, 2, 3))).isEqualTo(2);
        assertThat(work.offer(List.of(4))).isZero();
    }

    @Test
    void worker_that_ended_is_started_again_by_the_next_offer() {
        work.offer(List.of(0));
        work.take();
        work.done(0);
        assertThat(work.take()).isEmpty();
        assertThat(work.isQuiet()).isTrue();

        assertThat(work.offer(List.of(0))).isEqualTo(1);
    }

    @Test
    void suspended_work_is_kept_and_goes_on_after_resuming() {
        work.suspend();
        assertThat(work.offer(List.of(0, 1))).isZero();
        assertThat(work.resume()).isEqualTo(2);

        assertThat(lane()).hasValue(0);
        assertThat(lane()).hasValue(1);
    }

    @Test
    void suspension_ends_workers_that_ask_for_the_next_lane() {
        work.offer(List.of(0, 1));
        work.take();
        work.suspend();
        work.done(0);

        assertThat(work.take()).isEmpty();
        assertThat(work.take()).isEmpty(); // the second worker
        assertThat(work.isQuiet()).isTrue();
        assertThat(work.resume()).isEqualTo(1);
    }

    @Test
    void lanes_take_turns() {
        work.offer(List.of(0, 1));
        assertThat(lane()).hasValue(0);
        work.done(0);
        work.offer(List.of(0));

        assertThat(lane()).hasValue(1);
        assertThat(lane()).hasValue(0);
    }
}
