package io.outboxed.jpa;

import static io.outboxed.spi.Envelopes.envelope;
import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.jpa.database.Database;
import io.outboxed.spi.Entry;
import io.outboxed.spi.LaneLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What passes and looks cost beside a million scheduled and 100,000 retrying entries. Runs by {@code ./mvnw -Pplans}; what it saw
 * is in {@code target/plans}, and in {@code docs/plans.md}.
 */
@Tag("plans")
class QueryPlansTest {
    private static final int READY = 200;
    private static final int ROUNDS = 60;
    private static final Duration ROUNDS_AT_MOST = Duration.ofSeconds(5);
    private static final int SCHEDULED = 1_000_000;
    private static final int RETRYING = 100_000;
    private static final int WAITING = 100_000;

    private final Map<String, Consumer<LaneLock>> operations = new LinkedHashMap<>();
    private final StringBuilder report = new StringBuilder();
    private JpaFixture fixture;

    @ParameterizedTest
    @EnumSource(Database.class)
    void lanesWithParkedEntries_costWhatTheyCostWithout(Database database) throws IOException {
        Map<String, String> settings = new HashMap<>(database.fresh());
        settings.put("hibernate.connection.provider_class", RecordedSql.class.getName());
        fixture = new JpaFixture("shop", settings);
        try {
            fixture.empty(1);
            append();
            defineOperations();
            micros(); // warms up
            Map<String, Long> without = micros();
            load(database);
            Map<String, Long> with = micros();
            operations.keySet().forEach(name -> line("| " + name + " | " + without.get(name) + " | " + with.get(name)));
            plans(database);
            insert(database, WAITING, "n.x + 1000000", "'w'", "WAITING", 0);
            analyze(database);
            line("\nwith as many waiting\n");
            Map<String, Long> withWaiting = micros();
            withWaiting.forEach((name, micros) -> line("| " + name + " | | " + micros));
            plans(database);
            fixture.sql("update outbox_parked set due = 1 where state = 'SCHEDULED'");
            analyze(database);
            operations.clear();
            operations.put(
                    "bring back 1,000 of a million that are due",
                    lane -> fixture.store().bringBack(lane, 1_000));
            micros().forEach((name, micros) -> line("| " + name + " | | " + micros));
            plans(database);
            write(database);
            with.forEach((name, micros) -> assertThat(micros).as(name).isLessThan(20 * without.get(name) + 20_000));
        } finally {
            fixture.close();
        }
    }

    private void append() {
        fixture.inTransaction(() -> fixture.store()
                .append(
                        0,
                        IntStream.range(0, READY)
                                .mapToObj(i -> envelope("ready" + i, "r" + i))
                                .toList()));
    }

    private void defineOperations() {
        JpaOutboxStore store = fixture.store();
        operations.put("outlook", lane -> store.outlook());
        operations.put("lock", lane -> store.lock(0));
        operations.put("read", lane -> store.read(lane, 100, 1_000_000));
        operations.put("blocked", lane -> store.blocked(lane, store.read(lane, 100, 1_000_000)));
        operations.put("delete", lane -> store.delivered(lane, store.read(lane, 100, 1_000_000), Duration.ZERO));
        operations.put(
                "retry",
                lane -> store.retry(lane, store.read(lane, 1, 1_000_000).get(0), 1, lane.now(), "e"));
        operations.put("retry, and back", lane -> {
            List<Entry> one = store.read(lane, 1, 1_000_000);
            store.retry(lane, one.get(0), 1, 0, "e");
            store.bringBack(lane, 1_000);
        });
        operations.put("set aside, and release", lane -> {
            List<Entry> one = store.read(lane, 1, 1_000_000);
            store.setAside(lane, one, LaneLock.NEVER);
            store.release(lane, Set.of(one.get(0).key()));
        });
        operations.put("release all", lane -> store.releaseAll(lane, Set.of(), 1_000));
        operations.put("purge", lane -> store.purge(1_000));
        operations.put("backlog", lane -> store.backlog());
    }

    /** The median of several rounds, each of which is rolled back. */
    private Map<String, Long> micros() {
        Map<String, Long> medians = new LinkedHashMap<>();
        operations.forEach((name, operation) -> {
            List<Long> times = new ArrayList<>();
            long end = System.nanoTime() + ROUNDS_AT_MOST.toNanos();
            while (times.size() < ROUNDS && (times.isEmpty() || System.nanoTime() < end)) {
                rolledBack(lane -> {
                    long before = System.nanoTime();
                    operation.accept(lane);
                    times.add((System.nanoTime() - before) / 1_000);
                });
            }
            times.sort(null);
            medians.put(name, times.get(times.size() / 2));
        });
        return medians;
    }

    private void rolledBack(Consumer<LaneLock> work) {
        try {
            fixture.inTransaction(() -> {
                work.accept(fixture.store().lock(0).orElseThrow());
                throw new Undo();
            });
        } catch (Undo expected) {
            // nothing is to stay
        }
    }

    private void load(Database database) {
        long due = fixture.inTransaction(
                        () -> fixture.store().lock(0).orElseThrow().now())
                + 3_600_000;
        insert(database, SCHEDULED, "null", "'s'", "SCHEDULED", due);
        insert(database, RETRYING, "n.x", "'b'", "RETRYING", due);
        fixture.sql("update outbox_lane set has_parked = 1, next_due = " + due);
        analyze(database);
    }

    private void analyze(Database database) {
        if (database == Database.POSTGRESQL) {
            fixture.sql("analyze outbox_parked");
        } else if (database == Database.MARIADB) { // gives a table of what it did
            fixture.inTransaction(() -> Sql.rows(fixture.get(), "analyze table outbox_parked"));
        }
    }

    private void insert(Database database, int count, String position, String prefix, String state, long due) {
        String numbers = switch (database) {
            case H2 -> "select x from system_range(1, " + count + ")";
            case POSTGRESQL -> "select x from generate_series(1, " + count + ") x";
            case MARIADB -> "select seq as x from seq_1_to_" + count;
        };
        fixture.sql(
                "insert into outbox_parked (lane, position, id, id_claimed, destination, type, msg_key, content_type,"
                        + " priority, occurred, attempts, payload_size, payload_text, state, due) select 0, " + position
                        + ", concat(" + prefix + ", n.x), 0, 'orders', 'OrderPlaced', concat(" + prefix
                        + ", n.x), 'text/plain', 4, 0,"
                        + " 0, 7, 'payload', '" + state + "', " + due + " + n.x from (" + numbers + ") n");
    }

    /** Of all statements, with the values that they have here. */
    private void plans(Database database) {
        operations.forEach((name, operation) -> rolledBack(lane -> {
            List<String> statements = RecordedSql.of(() -> operation.accept(lane));
            line("\n## " + name);
            for (String sql : new ArrayList<>(statements)) {
                explain(database, lane, sql);
            }
        }));
    }

    private void explain(Database database, LaneLock lane, String sql) {
        String literal = withValues(sql, lane);
        if (literal.contains("?")) {
            return; // by primary key, like all updates
        }
        line("\n" + (literal.length() > 400 ? literal.substring(0, 400) + " …" : literal));
        String explain = database == Database.MARIADB ? "analyze format=json " : "explain analyze ";
        try {
            List<?> rows = Sql.rows(fixture.get(), explain.replace("format=json ", "") + literal);
            line(rows.stream()
                    .map(row -> row instanceof Object[] columns ? Arrays.toString(columns) : String.valueOf(row))
                    .collect(Collectors.joining("\n")));
        } catch (RuntimeException e) {
            line("(not explained: " + e.getMessage() + ")");
        }
    }

    /** The first is the lane in all that have one; keys, ids and positions need not exist. */
    private static String withValues(String sql, LaneLock lane) {
        String values = sql;
        if (values.contains("where lane=?") || values.contains("where lane = ?") || values.contains(".lane = ?")) {
            values = values.replaceFirst("lane = \\?", "lane = 0");
        }
        values = values.replaceFirst("position between \\? and \\?", "position between 0 and 1000000")
                .replaceFirst("due <= \\?", "due <= " + lane.now());
        return values.replaceAll("(msg_key|id) in \\([?, ]*\\)", "$1 in ('r1', 'r2', 'r3')")
                .replaceAll("position in \\([?, ]*\\)", "position in (1, 2, 3)")
                .replaceAll("\\b(id|last_error) = \\?", "$1 = '0'")
                .replaceAll("= \\?", "= 0");
    }

    private void write(Database database) throws IOException {
        Path target = Files.createDirectories(Path.of("target/plans"));
        Files.writeString(target.resolve(database + ".txt"), report);
    }

    private void line(String text) {
        report.append(text).append('\n');
    }

    private static final class Undo extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
