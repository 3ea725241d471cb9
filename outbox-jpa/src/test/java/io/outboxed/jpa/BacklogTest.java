package io.outboxed.jpa;

import static io.outboxed.spi.Envelopes.timed;
import static io.outboxed.spi.Envelopes.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.admin.Backlog;
import io.outboxed.admin.Count;
import io.outboxed.admin.DestinationBacklog;
import io.outboxed.jpa.database.Database;
import io.outboxed.spi.Moment;
import io.outboxed.spi.SealedEnvelope;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where there is more than is looked at. */
class BacklogTest {

    @ParameterizedTest
    @EnumSource
    void longBacklog_isEstimatedFromItsStart(Database database) {
        try (JpaFixture fixture = new JpaFixture("shop", database.fresh())) {
            fixture.inTransaction(() -> fixture.store().prepare(2));
            append(fixture, 0, 4_000, i -> to(i % 4 == 0 ? "shipments" : "orders", "a" + i, null));
            append(fixture, 1, 50, i -> to("orders", "b" + i, null));

            Backlog backlog = fixture.inTransaction(() -> fixture.store().backlog());

            assertThat(backlog.destinations())
                    .extracting(DestinationBacklog::destination)
                    .containsExactly("orders", "shipments");
            assertIsAbout(backlog.destinations().get(0).ready(), 3_050);
            assertIsAbout(backlog.destinations().get(1).ready(), 1_000);
        }
    }

    @ParameterizedTest
    @EnumSource
    void manyScheduledEntries_areCountedByTheIndex(Database database) {
        try (JpaFixture fixture = new JpaFixture("shop", database.fresh())) {
            fixture.inTransaction(() -> fixture.store().prepare(1));
            append(fixture, 0, 3_000, i -> timed("a" + i, null, new Moment.After(Duration.ofHours(1)), null));

            Backlog backlog = fixture.inTransaction(() -> fixture.store().backlog());

            assertIsAbout(backlog.destinations().get(0).scheduled(), 3_000);
        }
    }

    private static void append(JpaFixture fixture, int lane, int count, IntFunction<SealedEnvelope> envelope) {
        List<SealedEnvelope> envelopes =
                IntStream.range(0, count).mapToObj(envelope).toList();
        fixture.inTransaction(() -> fixture.store().append(lane, envelopes));
    }

    private static void assertIsAbout(Count count, long expected) {
        assertThat(count.exact()).isFalse();
        assertThat(count.value()).isBetween(expected * 9 / 10, expected * 11 / 10);
    }
}
