package io.outboxed.jpa;

import io.outboxed.admin.ChangeResult;
import io.outboxed.spi.LaneLock;
import jakarta.persistence.EntityManager;
import java.util.List;

/** Makes dead letters ready again or deletes them, and hurries retrying entries, in a lane that the transaction owns. */
final class FailedEntryMoves {

    private FailedEntryMoves() {}

    /** A dead letter that is there. */
    private record Found(String id, boolean isExpired, boolean holdsKey, boolean idClaimed) {}

    static ChangeResult redrive(EntityManager em, Dialect dialect, LaneLock lane, List<String> ids, Capture capture) {
        List<Found> found = find(em, lane, ids);
        List<Found> alive = found.stream().filter(letter -> !letter.isExpired()).toList();
        Unparking.moveBack(em, dialect, lane.lane(), ids(alive), "0");
        capture.leave(em, dialect, lane.lane(), ids(alive));
        free(em, dialect, lane, alive);
        return new ChangeResult(alive.size(), ids.size() - found.size(), found.size() - alive.size());
    }

    static ChangeResult discard(EntityManager em, Dialect dialect, LaneLock lane, List<String> ids) {
        List<Found> found = find(em, lane, ids);
        Unparking.remove(em, dialect, lane.lane(), ids(found), found.size());
        ClaimedIds.forget(
                em, dialect, ids(found.stream().filter(Found::idClaimed).toList()));
        free(em, dialect, lane, found);
        return new ChangeResult(found.size(), ids.size() - found.size(), 0);
    }

    static ChangeResult retryNow(EntityManager em, Dialect dialect, LaneLock lane, List<String> ids) {
        int hurried = InList.update(
                em,
                dialect,
                "update outbox_parked set due = ?1 where lane = ?2 and state = '" + States.RETRYING
                        + "' and id in (:list)",
                ids,
                lane.now(),
                lane.lane());
        if (hurried > 0) {
            Unparking.refreshLane(em, dialect, lane.lane());
        }
        return new ChangeResult(hurried, ids.size() - hurried, 0);
    }

    private static List<Found> find(EntityManager em, LaneLock lane, List<String> ids) {
        return InList.rows(
                        em,
                        "select id, case when expires <= ?2 then 1 else 0 end, case when state = '" + States.HOLDING
                                + "' then 1 else 0 end, id_claimed from outbox_parked where lane = ?1 and state in "
                                + States.BURIED + " and id in (:list)",
                        ids,
                        lane.lane(),
                        lane.now())
                .stream()
                .map(each -> {
                    Object[] row = (Object[]) each;
                    return new Found(
                            Columns.text("ID", row[0]),
                            Columns.integer("expired", row[1]) != 0,
                            Columns.integer("holding", row[2]) != 0,
                            Columns.integer("ID_CLAIMED", row[3]) != 0);
                })
                .toList();
    }

    private static List<String> ids(List<Found> letters) {
        return letters.stream().map(Found::id).toList();
    }

    /**
     * Has the lane's waiting entries looked at, by the next pass, if some of them may have waited for these. The lane's row
     * changes in any case: in the stricter isolation levels that is how another operator's transaction, which may have begun
     * before, notices that what it sees is old.
     */
    private static void free(EntityManager em, Dialect dialect, LaneLock lane, List<Found> letters) {
        if (letters.stream().anyMatch(Found::holdsKey)) {
            Sql.update(em, "update outbox_lane set release_due = ?1 where lane = ?2", lane.now(), lane.lane());
        }
        if (!letters.isEmpty()) {
            Unparking.refreshLane(em, dialect, lane.lane());
        }
    }
}
