package io.outboxed.jpa;

import jakarta.persistence.EntityManager;
import java.util.List;

/**
 * Deletes what was kept long enough, a few rows at a time, by primary key: no publisher and no pass waits for it. Rows of an id
 * that is just being claimed again are left alone, and so are those that another purge is deleting.
 */
final class Purge {

    private Purge() {}

    static boolean purge(EntityManager em, Dialect dialect, int max) {
        boolean more = false;
        for (Object lane : Sql.rows(em, "select lane from outbox_lane order by lane")) {
            for (String state : List.of(States.DELIVERED, States.EXPIRED)) {
                List<?> ids = Sql.rows(
                        em,
                        dialect.lockSome(
                                "select id from outbox_parked where lane = ?1 and state = '" + state + "' and due <= "
                                        + dialect.now() + " order by lane, state, due, id",
                                max),
                        lane);
                InList.update(em, dialect, "delete from outbox_parked where id in (:list)", ids);
                more |= ids.size() == max;
            }
        }
        List<?> ids = Sql.rows(
                em,
                dialect.lockSome(
                        "select id from outbox_id where forget <= " + dialect.now() + " order by forget, id", max));
        // once more the time, for products where the query does not lock
        InList.update(
                em, dialect, "delete from outbox_id where forget <= " + dialect.now() + " and id in (:list)", ids);
        return more || ids.size() == max;
    }
}
