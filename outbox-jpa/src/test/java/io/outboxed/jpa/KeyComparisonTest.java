package io.outboxed.jpa;

import static io.outboxed.spi.Envelopes.envelope;
import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.jpa.database.Database;
import io.outboxed.spi.Entry;
import io.outboxed.spi.LaneLock;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyComparisonTest {

    @ParameterizedTest
    @EnumSource
    void keysThatDifferInCaseAccentOrSpaces_areDifferent(Database database) {
        try (JpaFixture fixture = new JpaFixture("shop", database.fresh())) {
            fixture.inTransaction(() -> fixture.store().prepare(1));
            fixture.inTransaction(() -> fixture.store()
                    .append(
                            0,
                            List.of(
                                    envelope("1", "a"),
                                    envelope("2", "A"),
                                    envelope("3", "a "),
                                    envelope("4", "\u00e1"),
                                    envelope("5", "\ud83d\udca5"),
                                    envelope("6", "\ud83d\udca4"),
                                    envelope("7", "a"),
                                    envelope("8", "A"))));
            fixture.inTransaction(() -> {
                LaneLock lane = fixture.store().lock(0).orElseThrow();
                for (Entry entry : fixture.store().read(lane, 2, Long.MAX_VALUE)) {
                    fixture.store().retry(lane, entry, 1, lane.now() + 3_600_000, "error");
                }
            });

            List<Entry> blocked = fixture.inTransaction(() -> {
                LaneLock lane = fixture.store().lock(0).orElseThrow();
                return fixture.store().blocked(lane, fixture.store().read(lane, 10, Long.MAX_VALUE));
            });

            assertThat(blocked).extracting(Entry::id).containsExactly("7", "8");
        }
    }

    @ParameterizedTest
    @EnumSource
    void idsThatDifferInCaseOrSpaces_areDifferent(Database database) {
        try (JpaFixture fixture = new JpaFixture("shop", database.fresh())) {
            fixture.inTransaction(() -> fixture.store().prepare(1));

            for (String id : new String[] {"a", "A", "a "}) {
                assertThat(fixture.inTransaction(() -> fixture.store().claimId(id)))
                        .as(id)
                        .isTrue();
            }
            assertThat(fixture.inTransaction(() -> fixture.store().claimId("a")))
                    .isFalse();
        }
    }
}
