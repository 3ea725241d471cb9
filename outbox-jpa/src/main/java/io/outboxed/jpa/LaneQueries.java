package io.outboxed.jpa;

import io.outboxed.spi.LaneLock;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;

/** Finds lanes with work, and owns one. */
final class LaneQueries {

    private LaneQueries() {}

    static List<Integer> lanesWithWork(EntityManager em, Dialect dialect) {
        return Sql.rows(
                        em,
                        "select l.lane from outbox_lane l where l.next_due <= " + dialect.now()
                                + " or exists (select 1 from outbox_entry e where e.lane = l.lane) order by l.lane")
                .stream()
                .map(lane -> Columns.integer("LANE", lane))
                .toList();
    }

    static Optional<LaneLock> lock(EntityManager em, Dialect dialect, int lane) {
        return Sql.rows(em, dialect.lockLane(), lane).stream().findFirst().map(row -> laneLock(lane, (Object[]) row));
    }

    private static LaneLock laneLock(int lane, Object[] row) {
        long nextDue = row[0] == null ? LaneLock.NOTHING_RETRYING : Columns.number("NEXT_DUE", row[0]);
        return new LaneLock(lane, Columns.number("now", row[1]), nextDue);
    }
}
