package io.outboxed.jpa;

import io.outboxed.spi.Entry;
import io.outboxed.spi.LaneLock;
import jakarta.persistence.EntityManager;
import java.util.Collections;
import java.util.List;

/** Moves ready entries from OUTBOX_ENTRY to OUTBOX_PARKED; they keep their positions. */
final class Parking {
    private static final int MAX_ERROR = 1000;

    /** With the range, though the list says all: H2 uses an index for a list by its first column only, and else reads the whole lane. */
    private static final String READY =
            " from outbox_entry where lane = ?1 and position between ?2 and ?3 and position in (:list)";

    private Parking() {}

    static void retry(
            EntityManager em, Dialect dialect, LaneLock lane, Entry entry, int attempts, long due, String error) {
        park(em, dialect, lane.lane(), List.of(entry.position()), States.RETRYING);
        fail(em, entry, attempts, due, error);
        Sql.update(
                em,
                "update outbox_lane set has_parked = 1, next_due = case when next_due < ?1 then next_due else ?1 end"
                        + " where lane = ?2",
                due,
                lane.lane());
    }

    static void bury(
            EntityManager em,
            Dialect dialect,
            LaneLock lane,
            Entry entry,
            int attempts,
            String error,
            boolean holdsKey) {
        park(em, dialect, lane.lane(), List.of(entry.position()), holdsKey ? States.HOLDING : States.DEAD);
        fail(em, entry, attempts, lane.now(), error);
        if (holdsKey) {
            Sql.update(em, "update outbox_lane set has_parked = 1 where lane = ?1", lane.lane());
        }
    }

    private static void fail(EntityManager em, Entry entry, int attempts, long due, String error) {
        Sql.update(
                em,
                "update outbox_parked set attempts = ?1, due = ?2, last_error = ?3 where id = ?4",
                attempts,
                due,
                cut(error),
                entry.id());
    }

    static void setAside(EntityManager em, Dialect dialect, LaneLock lane, List<Long> positions, long lookAgain) {
        park(em, dialect, lane.lane(), positions, States.WAITING);
        Sql.update(em, "update outbox_lane set has_parked = 1 where lane = ?1", lane.lane());
        if (lookAgain != LaneLock.NEVER) {
            Sql.update(
                    em,
                    "update outbox_lane set release_due = case when release_due < ?1 then release_due else ?1 end"
                            + " where lane = ?2",
                    lookAgain,
                    lane.lane());
        }
    }

    /** Keeps what is done until a time. */
    static void keep(EntityManager em, Dialect dialect, int lane, List<Entry> entries, String state, long until) {
        park(em, dialect, lane, positions(entries), state);
        InList.update(
                em,
                dialect,
                "update outbox_parked set due = ?1 where id in (:list)",
                entries.stream().map(Entry::id).toList(),
                until);
    }

    static void delete(EntityManager em, Dialect dialect, int lane, List<Entry> entries) {
        List<Long> positions = positions(entries);
        int deleted = positions.isEmpty()
                ? 0
                : InList.updateDirectly(
                        em,
                        dialect,
                        "delete" + READY,
                        positions,
                        lane,
                        Collections.min(positions),
                        Collections.max(positions));
        if (deleted != entries.size()) {
            throw JpaErrors.entriesGone(lane, entries.size(), deleted);
        }
    }

    private static void park(EntityManager em, Dialect dialect, int lane, List<Long> positions, String state) {
        if (positions.isEmpty()) {
            return;
        }
        Object[] others = {lane, Collections.min(positions), Collections.max(positions)};
        int inserted = InList.update(
                em,
                dialect,
                "insert into outbox_parked (" + Columns.ENTRY + ", state) select " + Columns.ENTRY + ", '" + state + "'"
                        + READY,
                positions,
                others);
        int deleted = InList.update(em, dialect, "delete" + READY, positions, others);
        if (inserted != positions.size() || deleted != positions.size()) {
            throw JpaErrors.entriesGone(lane, positions.size(), Math.min(inserted, deleted));
        }
    }

    static List<Long> positions(List<Entry> entries) {
        return entries.stream().map(Entry::position).toList();
    }

    /** Fits an error into its column; no database stores half a surrogate pair, PostgreSQL no NUL. */
    static String cut(String error) {
        String text = error == null ? "" : error.replace('\0', ' ');
        if (text.length() <= MAX_ERROR) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_ERROR - 1)) ? MAX_ERROR - 1 : MAX_ERROR;
        return text.substring(0, end);
    }
}
