package io.outboxed.jpa;

import io.outboxed.spi.Entry;
import jakarta.persistence.EntityManager;
import java.util.List;

/** Remembers the message ids that callers gave, in OUTBOX_ID. */
final class ClaimedIds {

    private static final NewRow ROW = NewRow.of("outbox_id", "id");

    private ClaimedIds() {}

    static boolean claim(EntityManager em, Dialect dialect, String id) {
        return dialect.insertOnce(em, ROW, id) || claimForgotten(em, dialect, id);
    }

    /** Its retention has passed, but the purge has not come by yet. */
    private static boolean claimForgotten(EntityManager em, Dialect dialect, String id) {
        int claimed = Sql.updateWithoutFlush(
                em, "update outbox_id set forget = null where id = ?1 and forget <= " + dialect.now(), id);
        if (claimed == 1) {
            Sql.updateWithoutFlush(
                    em, "delete from outbox_parked where id = ?1 and state in ('DELIVERED', 'EXPIRED')", id);
        }
        return claimed == 1;
    }

    /** Forgets ids at once. */
    static void forget(EntityManager em, Dialect dialect, List<String> ids) {
        InList.update(em, dialect, "delete from outbox_id where id in (:list)", ids);
    }

    /** Lets ids be forgotten at a time; {@code at} is now or earlier for at once. */
    static void forget(EntityManager em, Dialect dialect, List<Entry> entries, long at, long now) {
        List<String> claimed = entries.stream()
                .filter(entry -> entry.envelope().idClaimed())
                .map(Entry::id)
                .toList();
        if (at <= now) {
            forget(em, dialect, claimed);
        } else {
            InList.update(em, dialect, "update outbox_id set forget = ?1 where id in (:list)", claimed, at);
        }
    }
}
