package io.outboxed.jpa;

import io.outboxed.spi.Entry;
import io.outboxed.spi.LaneLock;
import jakarta.persistence.EntityManager;

/** Moves entries between OUTBOX_ENTRY and OUTBOX_PARKED; they keep their positions. */
final class Parking {
    private static final int MAX_ERROR = 1000;

    private static final String DUE = " from outbox_parked where lane = ?1 and state = 'RETRYING' and due <= ?2";

    private Parking() {}

    static int bringBackDue(EntityManager em, LaneLock lane) {
        int inserted = Sql.update(
                em,
                "insert into outbox_entry (" + Columns.ENTRY + ") select " + Columns.ENTRY + DUE,
                lane.lane(),
                lane.now());
        int deleted = Sql.update(em, "delete" + DUE, lane.lane(), lane.now());
        if (deleted != inserted) {
            throw JpaErrors.parkedChanged(lane.lane(), inserted, deleted);
        }
        Sql.update(
                em,
                "update outbox_lane set next_due ="
                        + " (select min(due) from outbox_parked where lane = ?1 and state = 'RETRYING') where lane = ?1",
                lane.lane());
        return inserted;
    }

    static void retry(EntityManager em, LaneLock lane, Entry entry, int attempts, long due, String error) {
        park(em, lane, entry, "RETRYING");
        Sql.update(
                em,
                "update outbox_parked set attempts = ?1, last_error = ?2, due = ?3 where position = ?4",
                attempts,
                cut(error),
                due,
                entry.position());
        Sql.update(
                em,
                "update outbox_lane set next_due = ?1 where lane = ?2 and (next_due is null or next_due > ?1)",
                due,
                lane.lane());
    }

    static void bury(EntityManager em, LaneLock lane, Entry entry, int attempts, String error) {
        park(em, lane, entry, "DEAD");
        Sql.update(
                em,
                "update outbox_parked set attempts = ?1, last_error = ?2 where position = ?3",
                attempts,
                cut(error),
                entry.position());
    }

    private static void park(EntityManager em, LaneLock lane, Entry entry, String state) {
        String ready = " from outbox_entry where lane = ?1 and position = ?2";
        int inserted = Sql.update(
                em,
                "insert into outbox_parked (" + Columns.ENTRY + ", state) select " + Columns.ENTRY + ", '" + state + "'"
                        + ready,
                lane.lane(),
                entry.position());
        int deleted = Sql.update(em, "delete" + ready, lane.lane(), entry.position());
        if (inserted != 1 || deleted != 1) {
            throw JpaErrors.entryGone(lane.lane(), entry.position(), entry.id());
        }
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
