package io.outboxed.jpa;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/** The destinations that operators have paused, in OUTBOX_PAUSE. */
final class Pauses {

    private Pauses() {}

    /** Of two that pause the same at once, the second fails by the primary key. */
    static boolean pause(EntityManager em, Dialect dialect, String destination) {
        if (!Sql.rows(em, "select destination from outbox_pause where destination = ?1", destination)
                .isEmpty()) {
            return false;
        }
        Sql.update(em, "insert into outbox_pause (destination, since) values (?1, " + dialect.now() + ")", destination);
        return true;
    }

    static boolean resume(EntityManager em, String destination) {
        return Sql.update(em, "delete from outbox_pause where destination = ?1", destination) == 1;
    }

    /** And since when. */
    static Map<String, Instant> paused(EntityManager em) {
        return Sql.rows(em, "select destination, since from outbox_pause").stream()
                .map(each -> (Object[]) each)
                .collect(Collectors.toUnmodifiableMap(
                        row -> Columns.text("DESTINATION", row[0]),
                        row -> Instant.ofEpochMilli(Columns.number("SINCE", row[1]))));
    }
}
