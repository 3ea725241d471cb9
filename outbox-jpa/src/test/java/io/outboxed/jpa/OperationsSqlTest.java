package io.outboxed.jpa;

import static io.outboxed.spi.Envelopes.envelope;
import static io.outboxed.spi.Envelopes.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.jpa.database.Database;
import io.outboxed.spi.Entry;
import io.outboxed.spi.LaneLock;
import io.outboxed.spi.StoreStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code docs/operations.md} tells operators to run does what it says. */
class OperationsSqlTest {
    private static final Map<String, Object> HEADERS = Map.of("version", 3);

    @ParameterizedTest
    @EnumSource
    void redrive_bringsTheDeadLetterBackToItsPlaceWithoutAttempts(Database database) {
        try (JpaFixture fixture = withEntries(database)) {
            long position = putAside(fixture, true);

            assertThat(run(fixture, "redrive the dead letter", position)).containsExactly(1, 1, 1);

            List<Entry> ready = ready(fixture);
            assertThat(ready).extracting(Entry::id).containsExactly("a", "b");
            assertThat(ready.get(0).position()).isEqualTo(position);
            assertThat(ready.get(0).attempts()).isZero();
            assertThat(ready.get(0).envelope())
                    .usingRecursiveComparison()
                    .isEqualTo(envelope("a", "k", text("payload"), HEADERS));
            assertThat(status(fixture).dead()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void redriveOfWhatIsNotDead_changesNothing(Database database) {
        try (JpaFixture fixture = withEntries(database)) {
            long position = putAside(fixture, false);

            assertThat(run(fixture, "redrive the dead letter", position)).containsExactly(1, 0, 0);

            assertThat(status(fixture).retrying()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void discard_removesTheDeadLetter(Database database) {
        try (JpaFixture fixture = withEntries(database)) {
            long position = putAside(fixture, true);

            assertThat(run(fixture, "discard the dead letter", position)).containsExactly(1, 1);

            assertThat(status(fixture).dead()).isZero();
            assertThat(ready(fixture)).extracting(Entry::id).containsExactly("b");
        }
    }

    @ParameterizedTest
    @EnumSource
    void discardOfOneThatHoldsItsKey_freesItsFollowers(Database database) {
        try (JpaFixture fixture = withEntries(database)) {
            long position = fixture.inTransaction(() -> {
                LaneLock lane = fixture.store().lock(0).orElseThrow();
                List<Entry> both = fixture.store().read(lane, 2, Long.MAX_VALUE);
                fixture.store().bury(lane, both.get(0), 10, "OUTBOX-4003 SomeException", true);
                fixture.store().setAside(lane, both.subList(1, 2), LaneLock.NEVER);
                return both.get(0).position();
            });

            assertThat(run(fixture, "discard the dead letter", position)).containsExactly(1, 1);

            fixture.inTransaction(() -> {
                LaneLock lane = fixture.store().lock(0).orElseThrow();
                assertThat(lane.isReleaseDue()).isTrue();
                fixture.store().releaseAll(lane, Set.of(), 10);
            });
            assertThat(ready(fixture)).extracting(Entry::id).containsExactly("b");
        }
    }

    @ParameterizedTest
    @EnumSource
    void pauseAndResume_areWhatTheRelayReads(Database database) {
        try (JpaFixture fixture = withEntries(database)) {
            assertThat(run(fixture, "pause the destination", 0)).containsExactly(1);
            assertThat(fixture.inTransaction(() -> fixture.store().pauses()))
                    .containsExactly(Map.entry("warehouse", Instant.EPOCH));

            assertThat(run(fixture, "resume the destination", 0)).containsExactly(1);
            assertThat(fixture.inTransaction(() -> fixture.store().pauses())).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void hurry_makesTheEntryDueNow(Database database) {
        try (JpaFixture fixture = withEntries(database)) {
            long position = putAside(fixture, false);
            assertThat(ready(fixture)).extracting(Entry::id).containsExactly("b");

            assertThat(run(fixture, "hurry the retrying entry", position)).containsExactly(1, 1);

            assertThat(fixture.inTransaction(() -> {
                        LaneLock lane = fixture.store().lock(0).orElseThrow();
                        return lane.isDue() && fixture.store().bringBack(lane, 10);
                    }))
                    .isFalse();
            assertThat(ready(fixture)).extracting(Entry::id).containsExactly("a", "b");
        }
    }

    private static JpaFixture withEntries(Database database) {
        JpaFixture fixture = new JpaFixture("shop", database.fresh());
        fixture.inTransaction(() -> fixture.store().prepare(1));
        fixture.inTransaction(() ->
                fixture.store().append(0, List.of(envelope("a", "k", text("payload"), HEADERS), envelope("b", "k"))));
        return fixture;
    }

    /** Buries the first entry, or has it wait for an hour. */
    private static long putAside(JpaFixture fixture, boolean forGood) {
        return fixture.inTransaction(() -> {
            LaneLock lane = fixture.store().lock(0).orElseThrow();
            Entry first = fixture.store().read(lane, 1, Long.MAX_VALUE).get(0);
            if (forGood) {
                fixture.store().bury(lane, first, 10, "OUTBOX-4003 SomeException", false);
            } else {
                fixture.store().retry(lane, first, 1, lane.now() + 3_600_000, "OUTBOX-4003 SomeException");
            }
            return first.position();
        });
    }

    private static List<Entry> ready(JpaFixture fixture) {
        return fixture.inTransaction(
                () -> fixture.store().read(fixture.store().lock(0).orElseThrow(), 10, Long.MAX_VALUE));
    }

    private static StoreStatus status(JpaFixture fixture) {
        return fixture.inTransaction(() -> fixture.store().status());
    }

    /** Runs the document's statements that a comment of this beginning heads, in one transaction; gives their counts. */
    private static List<Integer> run(JpaFixture fixture, String heading, long position) {
        Matcher block = Pattern.compile("```sql\\n-- " + heading + "[^\\n]*\\n(.*?)```", Pattern.DOTALL)
                .matcher(document());
        assertThat(block.find()).as(heading).isTrue();
        String sql = block.group(1).replace("4711", Long.toString(position));
        return fixture.inTransaction(() -> Arrays.stream(sql.split(";"))
                .map(String::strip)
                .filter(statement -> !List.of("", "begin", "commit").contains(statement))
                .map(statement -> fixture.get().createNativeQuery(statement).executeUpdate())
                .toList());
    }

    private static String document() {
        try {
            return Files.readString(Path.of("../docs/operations.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
