package io.outboxed.jpa;

import io.outboxed.spi.StoreStatus;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Counts what the outbox holds, in one query, so that no entry is missed or counted twice while it moves. */
final class StatusQuery {

    private static final Set<String> UNDER_WAY = Set.of("READY", States.WAITING, States.RETRYING);

    private StatusQuery() {}

    static StoreStatus status(EntityManager em, Dialect dialect) {
        Map<String, Long> counts = new HashMap<>();
        long oldest = Long.MAX_VALUE;
        long now = 0;
        String columns = "count(*), min(occurred), " + dialect.now();
        for (Object each : Sql.rows(
                em,
                "select 'READY', " + columns + " from outbox_entry union all select state, " + columns
                        + " from outbox_parked group by state")) {
            Object[] row = (Object[]) each;
            String state = Columns.text("STATE", row[0]).strip();
            counts.merge(state, Columns.number("count", row[1]), Long::sum);
            now = Columns.number("now", row[3]);
            if (row[2] != null && UNDER_WAY.contains(state)) {
                oldest = Math.min(oldest, Columns.number("OCCURRED", row[2]));
            }
        }
        // the application's clock set OCCURRED, so it may lie ahead of the database's
        long age = oldest == Long.MAX_VALUE ? 0 : Math.max(0, now - oldest);
        return new StoreStatus(
                count(counts, "READY"),
                count(counts, States.WAITING),
                count(counts, States.SCHEDULED),
                count(counts, States.RETRYING),
                count(counts, States.DEAD, States.HOLDING),
                count(counts, States.DELIVERED, States.EXPIRED),
                Duration.ofMillis(age));
    }

    private static long count(Map<String, Long> counts, String... states) {
        return Arrays.stream(states)
                .mapToLong(state -> counts.getOrDefault(state, 0L))
                .sum();
    }
}
