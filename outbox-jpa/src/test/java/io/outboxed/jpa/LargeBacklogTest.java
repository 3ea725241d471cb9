package io.outboxed.jpa;

import static io.outboxed.spi.Envelopes.envelope;
import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.jpa.database.Database;
import io.outboxed.spi.Entry;
import io.outboxed.spi.LaneLock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A pass must cost as much with many ready entries behind its batch as with none, or a backlog would be drained the slower the larger it
 * is. H2 tells how many rows a statement looks at, and is the product that is easily led to look at all.
 */
class LargeBacklogTest {
    private static final int READY = 2_000;
    private static final int BATCH = 10;
    private static final Pattern SCANNED = Pattern.compile("scanCount: (\\d+)");

    @Test
    void readingABatch_looksAtNoMore() {
        assertLooksAtTheBatchOnly((fixture, lane) -> batch(fixture, lane));
    }

    @Test
    void deletingABatch_looksAtNoMore() {
        assertLooksAtTheBatchOnly(
                (fixture, lane) -> fixture.store().delivered(lane, batch(fixture, lane), Duration.ZERO));
    }

    @Test
    void settingABatchAside_looksAtNoMore() {
        assertLooksAtTheBatchOnly(
                (fixture, lane) -> fixture.store().setAside(lane, batch(fixture, lane), LaneLock.NEVER));
    }

    private static List<Entry> batch(JpaFixture fixture, LaneLock lane) {
        return fixture.store().read(lane, BATCH, Long.MAX_VALUE);
    }

    private static void assertLooksAtTheBatchOnly(BiConsumer<JpaFixture, LaneLock> work) {
        Map<String, String> settings = new HashMap<>(Database.H2.fresh());
        settings.put("hibernate.connection.provider_class", RecordedSql.class.getName());
        try (JpaFixture fixture = new JpaFixture("shop", settings)) {
            fixture.empty(1);
            fixture.inTransaction(() -> fixture.store()
                    .append(
                            0,
                            IntStream.range(0, READY)
                                    .mapToObj(i -> envelope("id" + i))
                                    .toList()));
            List<String> statements = new ArrayList<>();
            long first = fixture.inTransaction(() -> {
                LaneLock lane = fixture.store().lock(0).orElseThrow();
                long position = batch(fixture, lane).get(0).position();
                RecordedSql.of(() -> work.accept(fixture, lane)).stream()
                        .filter(sql -> sql.contains("outbox_entry"))
                        .forEach(statements::add);
                return position;
            });
            assertThat(statements).isNotEmpty();

            for (String sql : statements) {
                assertThat(rowsLookedAt(fixture, withValues(sql, first + BATCH)))
                        .as(sql)
                        .isLessThanOrEqualTo(2 * BATCH);
            }
        }
    }

    private static int rowsLookedAt(JpaFixture fixture, String sql) {
        String plan = fixture.inTransaction(() -> Sql.rows(fixture.get(), "explain analyze " + sql).stream()
                .map(String::valueOf)
                .collect(Collectors.joining()));
        return SCANNED.matcher(plan)
                .results()
                .map(MatchResult::group)
                .mapToInt(text -> Integer.parseInt(text.replaceAll("\\D", "")))
                .max()
                .orElseThrow();
    }

    /** For a batch that begins at a position. */
    private static String withValues(String sql, long first) {
        return sql.replaceFirst("lane = \\?", "lane = 0")
                .replaceFirst(
                        "position between \\? and \\?", "position between " + first + " and " + (first + BATCH - 1))
                .replaceFirst(
                        "position in \\([?, ]*\\)",
                        "position in ("
                                + IntStream.range(0, BATCH)
                                        .mapToObj(i -> Long.toString(first + i))
                                        .collect(Collectors.joining(", "))
                                + ")");
    }
}
