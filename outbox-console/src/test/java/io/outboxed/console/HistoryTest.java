package io.outboxed.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.admin.Backlog;
import io.outboxed.admin.Count;
import io.outboxed.admin.DestinationBacklog;
import io.outboxed.spi.Entry;
import io.outboxed.spi.Payload;
import io.outboxed.spi.SealedEnvelope;
import io.outboxed.spi.SentBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
        history.add(backlog(0), nanos);
        history.published(30);
        history.sent(new SentBatch(0, Collections.nCopies(20, entry()), 4, START, Duration.ZERO));
        history.add(backlog(1), nanos + STEP);

        assertThat(history.last())
                .contains(new History.Point(START.plusSeconds(10), 9, 5, Duration.ofSeconds(7), 3, 2));
        history.add(backlog(2), nanos + 2 * STEP);
        assertThat(history.last().orElseThrow().publishedPerSecond()).isZero();
    }

    private static Entry entry() {
        Payload payload = new Payload.Text("text/plain", "x");
        return new Entry(
                0,
                1,
                0,
                0,
                new SealedEnvelope(
                        "a", false, "orders", "OrderPlaced", null, payload, Map.of(), null, 4, START, null, null));
    }

    @Test
    void sums_areThoseSinceTheStart() {
        history.published(3);
        history.sent(new SentBatch(0, Collections.nCopies(2, entry()), 1, START, Duration.ZERO));
        history.failed(entry(), 1, "no", Duration.ZERO);
        history.buried(entry(), 5, "no", false);
        history.expired(entry());

        assertThat(history.sums()).isEqualTo(new History.Sums(3, 2, 1, 1, 1, 1));
    }

    @Test
    void onlyTheLastHour_isKept() {
        for (int step = 0; step < 400; step++) {
            history.add(backlog(step), nanos + step * STEP);
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
