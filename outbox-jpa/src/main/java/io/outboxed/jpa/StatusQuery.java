package io.outboxed.jpa;

import io.outboxed.spi.StoreStatus;
import jakarta.persistence.EntityManager;
import java.time.Duration;

/** Counts what the outbox holds, in one query, so that no entry is missed or counted twice while it moves. */
final class StatusQuery {

    private StatusQuery() {}

    static StoreStatus status(EntityManager em, Dialect dialect) {
        long ready = 0;
        long retrying = 0;
        long dead = 0;
        long oldest = Long.MAX_VALUE;
        long now = 0;
        String counts = "count(*), min(occurred), " + dialect.now();
        for (Object each : Sql.rows(
                em,
                "select 'READY', " + counts + " from outbox_entry union all select state, " + counts
                        + " from outbox_parked group by state")) {
            Object[] row = (Object[]) each;
            long count = Columns.number("count", row[1]);
            now = Columns.number("now", row[3]);
            switch (Columns.text("STATE", row[0]).strip()) {
                case "READY" -> ready = count;
                case "RETRYING" -> retrying = count;
                case "DEAD" -> {
                    dead = count;
                    continue;
                }
                default -> {
                    continue; // a newer version's
                }
            }
            if (row[2] != null) {
                oldest = Math.min(oldest, Columns.number("OCCURRED", row[2]));
            }
        }
        // the application's clock set OCCURRED, so it may lie ahead of the database's
        long age = oldest == Long.MAX_VALUE ? 0 : Math.max(0, now - oldest);
        return new StoreStatus(ready, retrying, dead, Duration.ofMillis(age));
    }
}
