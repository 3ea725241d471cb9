package io.outboxed.jpa;

import io.outboxed.admin.Backlog;
import io.outboxed.admin.Count;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Estimates what the outbox holds from the first entries of each lane and state, which an index finds however many follow. One
 * query for each lane; one more for each state of it of which there is more.
 */
final class BacklogQuery {
    private static final int SAMPLE = 1_000;
    private static final int MIN_SAMPLE = 100;

    /** So many entries of a state beside the ready ones are counted by their index; more are told as so many. */
    private static final int MAX_COUNTED = 10_000;

    private static final String READY = BacklogTally.READY;

    private final EntityManager em;
    private final Dialect dialect;
    private final BacklogTally tally = new BacklogTally();
    private int sample;

    private BacklogQuery(EntityManager em, Dialect dialect) {
        this.em = em;
        this.dialect = dialect;
    }

    static Backlog backlog(EntityManager em, Dialect dialect) {
        return new BacklogQuery(em, dialect).run();
    }

    private Backlog run() {
        List<?> lanes = Sql.rows(em, "select l.lane, " + dialect.now() + " from outbox_lane l order by l.lane");
        sample = Math.max(MIN_SAMPLE, SAMPLE / Math.max(1, lanes.size()));
        long now = 0;
        for (Object each : lanes) {
            Object[] row = (Object[]) each;
            now = Columns.number("now", row[1]);
            look(Columns.integer("LANE", row[0]));
        }
        return new Backlog(tally.destinations(now), Instant.ofEpochMilli(now));
    }

    private record Row(String state, long position, String destination, long occurred) {}

    private void look(int lane) {
        String query = Stream.concat(
                        Stream.of(select(READY, "outbox_entry", "", "e.lane, e.position")),
                        BacklogTally.PARKED.stream()
                                .map(state -> select(
                                        state,
                                        "outbox_parked",
                                        " and e.state = '" + state + "'",
                                        "e.lane, e.state, e.due")))
                .collect(Collectors.joining(" union all "));
        Map<String, List<Row>> byState = Sql.rows(em, query, lane).stream()
                .map(each -> row((Object[]) each))
                .collect(Collectors.groupingBy(Row::state));
        byState.forEach((state, rows) -> {
            Count total = rows.size() < sample
                    ? new Count(rows.size(), true)
                    : state.equals(READY) ? estimate(lane, rows) : counted(lane, state);
            for (Row row : rows) {
                tally.add(state, row.destination, row.occurred, (double) total.value() / rows.size(), total.exact());
            }
        });
    }

    private String select(String state, String table, String condition, String order) {
        return "select * from (select '" + state + "' as state_, e.position, e.destination, e.occurred from " + table
                + " e where e.lane = ?1" + condition + " order by " + order + dialect.limit(sample) + ") "
                + state.toLowerCase(Locale.ROOT) + "_";
    }

    private static Row row(Object[] row) {
        return new Row(
                Columns.text("STATE", row[0]).strip(),
                row[1] == null ? 0 : Columns.number("POSITION", row[1]),
                Columns.text("DESTINATION", row[2]),
                Columns.number("OCCURRED", row[3]));
    }

    /** As many as there would be if the lane's positions were as dense up to its last one as they are at its start. */
    private Count estimate(int lane, List<Row> rows) {
        long first = rows.stream().mapToLong(Row::position).min().orElseThrow();
        long last = rows.stream().mapToLong(Row::position).max().orElseThrow();
        Object greatest = Sql.rows(em, "select max(e.position) from outbox_entry e where e.lane = ?1", lane)
                .get(0);
        long end = greatest == null ? last : Columns.number("POSITION", greatest);
        double density = (double) rows.size() / (last - first + 1);
        return new Count(rows.size() + Math.round((end - last) * density), end == last);
    }

    private Count counted(int lane, String state) {
        Object count = Sql.rows(
                        em,
                        "select count(*) from (select e.id from outbox_parked e where e.lane = ?1 and e.state = ?2"
                                + " order by e.lane, e.state, e.due" + dialect.limit(MAX_COUNTED) + ") counted",
                        lane,
                        state)
                .get(0);
        long counted = Columns.number("count", count);
        return new Count(counted, counted < MAX_COUNTED);
    }
}
