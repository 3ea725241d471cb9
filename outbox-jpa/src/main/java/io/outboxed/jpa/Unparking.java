package io.outboxed.jpa;

import io.outboxed.spi.LaneLock;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Moves entries from OUTBOX_PARKED back to OUTBOX_ENTRY, and keeps the lane's row true. */
final class Unparking {
    private static final String PARKED = " from outbox_parked where id in (:list)";

    private Unparking() {}

    static boolean bringBack(EntityManager em, Dialect dialect, LaneLock lane, int max) {
        List<String> retrying = due(em, dialect, lane, States.RETRYING, max);
        moveBack(em, dialect, lane.lane(), retrying);
        List<String> scheduled = due(em, dialect, lane, States.SCHEDULED, max);
        appendScheduled(em, dialect, lane.lane(), scheduled);
        if (!retrying.isEmpty()) {
            refreshLane(em, dialect, lane.lane());
        }
        return retrying.size() == max || scheduled.size() == max;
    }

    private static List<String> due(EntityManager em, Dialect dialect, LaneLock lane, String state, int max) {
        return ids(Sql.rows(
                em,
                "select id from outbox_parked where lane = ?1 and state = '" + state
                        + "' and due <= ?2 order by lane, state, due, id" + dialect.limit(max),
                lane.lane(),
                lane.now()));
    }

    /** Their positions are assigned here, so that they come after all that was published before their time. */
    private static void appendScheduled(EntityManager em, Dialect dialect, int lane, List<String> ids) {
        String columns = "lane, attempts, " + Columns.ENVELOPE;
        int inserted = InList.update(
                em,
                dialect,
                "insert into outbox_entry (" + columns + ") select " + columns + PARKED + " order by due, id",
                ids);
        remove(em, dialect, lane, ids, inserted);
    }

    static void release(EntityManager em, Dialect dialect, LaneLock lane, Set<String> keys) {
        List<String> waiting = ids(InList.rows(
                em,
                "select id from outbox_parked where lane = ?1 and state = '" + States.WAITING
                        + "' and msg_key in (:list)",
                List.copyOf(keys),
                lane.lane()));
        moveBack(em, dialect, lane.lane(), waiting);
        refreshLane(em, dialect, lane.lane());
    }

    static boolean releaseAll(EntityManager em, Dialect dialect, LaneLock lane, Set<String> held, int max) {
        List<Object> parameters = new ArrayList<>(List.of(lane.lane()));
        StringBuilder isHeld = new StringBuilder("(");
        for (String destination : held) {
            parameters.add(destination);
            isHeld.append(isHeld.length() == 1 ? "?" : ", ?").append(parameters.size());
        }
        isHeld.append(')');
        String sql = "select w.id from outbox_parked w where w.lane = ?1 and w.state = 'WAITING'"
                + (held.isEmpty() ? "" : " and w.destination not in " + isHeld)
                + " and (w.msg_key is null or not exists (select 1 from outbox_parked b where b.lane = w.lane"
                + " and b.state in " + States.HOLDING_UP + " and b.msg_key = w.msg_key and b.position < w.position and"
                + (held.isEmpty()
                        ? " b.state <> 'WAITING'"
                        : " (b.state <> 'WAITING' or b.destination in " + isHeld + ")")
                + ")) order by w.msg_key, w.position" + dialect.limit(max);
        List<String> free = ids(Sql.rows(em, sql, parameters.toArray()));
        moveBack(em, dialect, lane.lane(), free);
        boolean more = free.size() == max;
        if (!more) {
            Sql.update(em, "update outbox_lane set release_due = null where lane = ?1", lane.lane());
        }
        refreshLane(em, dialect, lane.lane());
        return more;
    }

    private static void moveBack(EntityManager em, Dialect dialect, int lane, List<String> ids) {
        moveBack(em, dialect, lane, ids, "attempts");
    }

    /** With an expression that gives their attempts. */
    static void moveBack(EntityManager em, Dialect dialect, int lane, List<String> ids, String attempts) {
        int inserted = InList.update(
                em,
                dialect,
                "insert into outbox_entry (lane, position, attempts, " + Columns.ENVELOPE + ") select lane, position, "
                        + attempts + ", " + Columns.ENVELOPE + PARKED,
                ids);
        remove(em, dialect, lane, ids, inserted);
    }

    /** Deletes entries that must all be there; so many were copied before. */
    static void remove(EntityManager em, Dialect dialect, int lane, List<String> ids, int inserted) {
        int deleted = InList.update(em, dialect, "delete" + PARKED, ids);
        if (inserted != ids.size() || deleted != ids.size()) {
            throw JpaErrors.parkedChanged(lane, ids.size(), Math.min(inserted, deleted));
        }
    }

    /** Queries first, then an update with what they gave: an update with subqueries would lock what these read. */
    static void refreshLane(EntityManager em, Dialect dialect, int lane) {
        List<?> retrying = first(em, dialect, lane, States.RETRYING);
        boolean hasParked = !retrying.isEmpty()
                || !first(em, dialect, lane, States.WAITING).isEmpty()
                || !first(em, dialect, lane, States.HOLDING).isEmpty();
        Object nextDue = retrying.isEmpty() ? null : retrying.get(0);
        Sql.update(
                em,
                "update outbox_lane set next_due = " + nextDue + ", has_parked = " + (hasParked ? 1 : 0)
                        + " where lane = ?1",
                lane);
    }

    /**
     * When the first of a state is due; empty if there is none. One state at a time and in the order of the index: for several states
     * PostgreSQL gathers all rows, and H2 takes the first row from an index only where the order names its columns (seen with
     * 18.6 and 2.2.224).
     */
    private static List<?> first(EntityManager em, Dialect dialect, int lane, String state) {
        return Sql.rows(
                em,
                "select due from outbox_parked where lane = ?1 and state = '" + state
                        + "' order by lane, state, due, id" + dialect.limit(1),
                lane);
    }

    private static List<String> ids(List<?> rows) {
        return rows.stream().map(id -> Columns.text("ID", id)).toList();
    }
}
