package io.outboxed.jpa;

import static io.outboxed.spi.Envelopes.envelope;
import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.jpa.database.Database;
import io.outboxed.spi.Entry;
import io.outboxed.spi.LaneLock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A row that a newer version has written: it is left alone, and nothing but its key waits for it. */
class UnreadableEntryTest {

    @ParameterizedTest
    @EnumSource
    void entryThatCannotBeRead_waitsWithItsKeyAndIsLookedAtAgain(Database database) {
        try (JpaFixture fixture = new JpaFixture("shop", database.fresh())) {
            fixture.inTransaction(() -> fixture.store().prepare(1));
            fixture.inTransaction(() ->
                    fixture.store().append(0, List.of(envelope("a1", "a"), envelope("a2", "a"), envelope("b1", "b"))));
            fixture.sql("update outbox_entry set headers = 'of a newer version' where id = 'a1'");

            assertThat(ready(fixture)).containsExactly("b1");
            assertThat(fixture.inTransaction(() -> fixture.store().status().waiting()))
                    .isEqualTo(1);
            fixture.inTransaction(() -> {
                LaneLock lane = fixture.store().lock(0).orElseThrow();
                List<Entry> left = fixture.store().read(lane, 10, Long.MAX_VALUE);
                assertThat(lane.hasParked()).isTrue();
                assertThat(fixture.store().blocked(lane, left))
                        .extracting(Entry::id)
                        .containsExactly("a2");
                assertThat(lane.isReleaseDue()).isFalse();
            });

            fixture.sql("update outbox_parked set headers = null where id = 'a1'");
            fixture.advance(Duration.ofMinutes(2));
            fixture.inTransaction(() -> {
                LaneLock lane = fixture.store().lock(0).orElseThrow();
                assertThat(lane.isReleaseDue()).isTrue();
                fixture.store().releaseAll(lane, Set.of(), 10);
            });

            assertThat(ready(fixture)).containsExactly("a1", "a2", "b1");
        }
    }

    private static List<String> ready(JpaFixture fixture) {
        return fixture.inTransaction(
                () -> fixture.store().read(fixture.store().lock(0).orElseThrow(), 10, Long.MAX_VALUE).stream()
                        .map(Entry::id)
                        .toList());
    }
}
