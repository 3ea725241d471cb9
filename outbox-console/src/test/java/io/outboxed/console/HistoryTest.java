package io.outboxed.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.admin.Activity;
import io.outboxed.admin.Backlog;
import io.outboxed.admin.Count;
import io.outboxed.admin.DestinationBacklog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The last hour, as a node has seen it. */
class HistoryTest {
    private static final Instant START = Instant.parse("2026-11-27T05:00:00Z");
    private static final long STEP = Duration.ofSeconds(10).toNanos();

    private final History history = new History();
    private final long nanos = System.nanoTime();

    private static Backlog backlog(int step) {
        Count none = Count.ZERO;
        return new Backlog(
                List.of(new DestinationBacklog(
                        "orders",
                        new Count(2, true),
                        new Count(3, true),
                        new Count(4, false),
                        none,
                        new Count(5, true),
                        Duration.ofSeconds(7))),
                START.plusSeconds(10L * step));
    }

    @Test
    void point_tellsBacklogAndRatesSinceTheOneBefore() {
        history.add(backlog(0), activity(100, 90), nanos);
        history.add(backlog(1), activity(130, 110), nanos + STEP);

        assertThat(history.last())
                .contains(new History.Point(START.plusSeconds(10), 9, 5, Duration.ofSeconds(7), 3, 2));
        history.add(backlog(2), activity(130, 110), nanos + 2 * STEP);
        assertThat(history.last().orElseThrow().publishedPerSecond()).isZero();
    }

    private static Activity activity(long published, long sent) {
        return new Activity(published, sent, 0, 0, 0, 0);
    }

    @Test
    void onlyTheLastHour_isKept() {
        for (int step = 0; step < 400; step++) {
            history.add(backlog(step), activity(0, 0), nanos + step * STEP);
        }

        assertThat(history.points()).hasSize(360);
        assertThat(history.points().get(0).at()).isEqualTo(START.plusSeconds(400));
        assertThat(history.points().get(359).at()).isEqualTo(START.plusSeconds(3990));
    }

    @Test
    void nodeWithoutARelay_hasNoPoints() {
        assertThat(history.points()).isEmpty();
        assertThat(history.last()).isEmpty();
    }
}
