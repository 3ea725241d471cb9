package io.outboxed.jpa;

import jakarta.persistence.EntityManager;
import java.util.Collection;

/** The locks of strict keys: a row for each slice of keys, in OUTBOX_KEY. */
final class KeyLocks {
    /** So many that different keys seldom wait for each other, and so few that they stay in the database's memory. */
    static final int SLOTS = 256;

    private KeyLocks() {}

    static void lock(EntityManager em, Dialect dialect, Collection<String> keys) {
        // the locks of the application's rows come first in every transaction, so that none waits for them with a key
        // locked
        em.flush();
        keys.stream()
                .map(key -> Math.floorMod(key.hashCode() * 0x9E3779B9 >>> 8, SLOTS))
                .distinct()
                .sorted()
                .forEach(slot -> Sql.rows(em, dialect.lockKey(), slot));
    }
}
