package io.outboxed.jpa;

import static io.outboxed.spi.Envelopes.envelope;
import static io.outboxed.spi.Envelopes.timed;
import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.jpa.database.Database;
import io.outboxed.spi.Entry;
import io.outboxed.spi.LaneLock;
import io.outboxed.spi.Moment;
import io.outboxed.spi.SealedEnvelope;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What one transaction locks is no more than what it works on, also with so many rows that a database reads whole tables. */
class LockingTest {

    @ParameterizedTest
    @EnumSource
    void publisherAndPassWithALargeBatch_doNotWaitForEachOther(Database database) {
        try (JpaFixture fixture = open(database)) {
            append(fixture, 0, 200);

            fixture.inTransaction(() -> {
                fixture.store().append(0, List.of(envelope("open")));
                fixture.flush();
                Elsewhere.run(fixture, () -> {
                    LaneLock lane = lock(fixture, 0);
                    fixture.store().delivered(lane, fixture.store().read(lane, 100, Long.MAX_VALUE), Duration.ZERO);
                    Elsewhere.run(fixture, () -> fixture.store().append(0, List.of(envelope("late"))));
                });
            });

            assertThat(ready(fixture, 0)).hasSize(102);
        }
    }

    @ParameterizedTest
    @EnumSource
    void passesOfTwoLanesWithFailedEntries_doNotWaitForEachOther(Database database) {
        try (JpaFixture fixture = open(database)) {
            for (int lane = 0; lane < 2; lane++) {
                append(fixture, lane, 6);
                inLane(fixture, lane, owned -> retry(fixture, owned, 6));
            }

            inLane(fixture, 0, first -> {
                fixture.store().bringBack(first, 100);
                retry(fixture, first, 2);
                Elsewhere.run(fixture, () -> {
                    LaneLock second = lock(fixture, 1);
                    fixture.store().bringBack(second, 100);
                    retry(fixture, second, 2);
                    fixture.store()
                            .bury(
                                    second,
                                    fixture.store()
                                            .read(second, 1, Long.MAX_VALUE)
                                            .get(0),
                                    1,
                                    "error",
                                    false);
                });
                fixture.store()
                        .bury(
                                first,
                                fixture.store().read(first, 1, Long.MAX_VALUE).get(0),
                                1,
                                "error",
                                false);
            });

            assertThat(fixture.inTransaction(() -> fixture.store().status()).ready())
                    .isEqualTo(6);
        }
    }

    @ParameterizedTest
    @EnumSource
    void publisherOfScheduledEntries_doesNotWaitForAPassThatBringsOthersBack(Database database) {
        try (JpaFixture fixture = open(database)) {
            append(fixture, 0, 6);
            schedule(fixture, "due", Duration.ofMillis(1));
            inLane(fixture, 0, lane -> retry(fixture, lane, 6));

            inLane(fixture, 0, lane -> {
                fixture.store().bringBack(lane, 100);
                retry(fixture, lane, 1);
                Elsewhere.run(fixture, () -> appendScheduled(fixture, "soon", Duration.ofMinutes(1)));
                Elsewhere.run(fixture, () -> appendScheduled(fixture, "later", Duration.ofHours(1)));
            });

            assertThat(fixture.inTransaction(() -> fixture.store().status()).scheduled())
                    .isGreaterThanOrEqualTo(2);
        }
    }

    private static void schedule(JpaFixture fixture, String id, Duration in) {
        fixture.inTransaction(() -> appendScheduled(fixture, id, in));
    }

    private static void appendScheduled(JpaFixture fixture, String id, Duration in) {
        fixture.store().append(0, List.of(timed(id, null, new Moment.After(in), null)));
    }

    /** Puts the first entries aside, due at once. */
    private static void retry(JpaFixture fixture, LaneLock lane, int count) {
        for (Entry entry : fixture.store().read(lane, count, Long.MAX_VALUE)) {
            fixture.store().retry(lane, entry, 1, lane.now() - 1, "error");
        }
    }

    private static void inLane(JpaFixture fixture, int lane, Consumer<LaneLock> work) {
        fixture.inTransaction(() -> work.accept(lock(fixture, lane)));
    }

    private static JpaFixture open(Database database) {
        JpaFixture fixture = new JpaFixture("shop", database.fresh());
        fixture.inTransaction(() -> fixture.store().prepare(2));
        return fixture;
    }

    private static void append(JpaFixture fixture, int lane, int count) {
        List<SealedEnvelope> envelopes = IntStream.range(0, count)
                .mapToObj(i -> envelope(lane + "-" + i))
                .toList();
        fixture.inTransaction(() -> fixture.store().append(lane, envelopes));
    }

    private static LaneLock lock(JpaFixture fixture, int lane) {
        return fixture.store().lock(lane).orElseThrow();
    }

    private static List<Entry> ready(JpaFixture fixture, int lane) {
        return fixture.inTransaction(() -> fixture.store().read(lock(fixture, lane), 10_000, Long.MAX_VALUE));
    }
}
