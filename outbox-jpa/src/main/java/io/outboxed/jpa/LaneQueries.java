package io.outboxed.jpa;

import io.outboxed.spi.Entry;
import io.outboxed.spi.InFlight;
import io.outboxed.spi.LaneLock;
import io.outboxed.spi.LaneOutlook;
import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What lanes have to do; owning one; and which keys wait in it. */
final class LaneQueries {

    private LaneQueries() {}

    static List<LaneOutlook> outlook(EntityManager em, Dialect dialect) {
        return Sql.rows(
                        em,
                        // not by "exists": a plan that reads the whole table would read all rows that were deleted, too
                        "select l.lane, (select e.occurred from outbox_entry e where e.lane = l.lane"
                                + " order by e.lane, e.position" + dialect.limit(1)
                                + "), l.next_due, l.release_due, (select p.due from outbox_parked p where"
                                + " p.lane = l.lane and p.state = 'SCHEDULED' order by p.lane, p.state, p.due"
                                + dialect.limit(1) + "), "
                                + dialect.now() + " from outbox_lane l order by l.lane")
                .stream()
                .map(row -> outlook((Object[]) row))
                .toList();
    }

    private static LaneOutlook outlook(Object[] row) {
        long due = Math.min(due(row[2]), Math.min(due(row[3]), due(row[4])));
        return new LaneOutlook(
                Columns.integer("LANE", row[0]),
                row[1] != null,
                row[1] == null ? 0 : Columns.number("OCCURRED", row[1]),
                due,
                Columns.number("now", row[5]));
    }

    static Optional<LaneLock> lock(EntityManager em, Dialect dialect, int lane) {
        return DirectSql.rows(em, dialect.lockLane(), lane).stream().findFirst().map(row -> laneLock(lane, row));
    }

    private static LaneLock laneLock(int lane, Object[] row) {
        Optional<InFlight> inFlight = row[3] == null
                ? Optional.empty()
                : Optional.of(new InFlight(
                        Columns.number("FLIGHT_FIRST", row[3]),
                        Columns.number("FLIGHT_LAST", row[4]),
                        Columns.integer("FLIGHT_DEATHS", row[5]),
                        Columns.number("FLIGHT_SINCE", row[6])));
        boolean hasParked = row[2] != null && Columns.integer("HAS_PARKED", row[2]) != 0;
        return new LaneLock(lane, Columns.number("now", row[7]), due(row[0]), due(row[1]), hasParked, inFlight);
    }

    private static long due(Object value) {
        return value == null ? LaneLock.NEVER : Columns.number("DUE", value);
    }

    static List<Entry> blocked(EntityManager em, LaneLock lane, List<Entry> entries) {
        List<String> keys = entries.stream()
                .map(Entry::key)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        Map<String, Long> firstParked = new HashMap<>();
        for (Object each : InList.rows(
                em,
                "select msg_key, min(position) from outbox_parked where lane = ?1 and state in " + States.HOLDING_UP
                        + " and msg_key in (:list) group by msg_key",
                keys,
                lane.lane())) {
            Object[] row = (Object[]) each;
            firstParked.put(Columns.text("MSG_KEY", row[0]), Columns.number("POSITION", row[1]));
        }
        return entries.stream()
                .filter(entry ->
                        entry.key() != null && firstParked.getOrDefault(entry.key(), Long.MAX_VALUE) < entry.position())
                .toList();
    }

    /** Any statement would do: the lock is the transaction's, and ends with it. */
    static void confirm(EntityManager em, int lane) {
        Sql.rows(em, "select lane from outbox_lane where lane = ?1", lane);
    }

    static void note(EntityManager em, int lane, Optional<InFlight> inFlight) {
        if (inFlight.isEmpty()) {
            Sql.update(
                    em,
                    "update outbox_lane set flight_first = null, flight_last = null, flight_deaths = null,"
                            + " flight_since = null where lane = ?1",
                    lane);
        } else {
            Sql.update(
                    em,
                    "update outbox_lane set flight_first = ?1, flight_last = ?2, flight_deaths = ?3,"
                            + " flight_since = ?4 where lane = ?5",
                    inFlight.get().first(),
                    inFlight.get().last(),
                    inFlight.get().deaths(),
                    inFlight.get().since(),
                    lane);
        }
    }
}
