package io.outboxed.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.Query;
import java.util.List;
import java.util.Set;

/** Runs native SQL with positional parameters {@code ?1}, {@code ?2}… in the transaction of an entity manager. */
final class Sql {
    /**
     * Tells Hibernate which tables a native statement touches. Without it, each statement would flush the whole persistence
     * context first, and each change would empty the second-level cache of all entities. Other providers ignore the hint.
     */
    private static final String SPACES_HINT = "org.hibernate.query.native.spaces";

    private static final Set<String> SPACES = Set.of(
            "outbox_entry", "outbox_parked", "outbox_lane", "outbox_id", "outbox_key", "outbox_pause", "outbox_inbox");

    private Sql() {}

    /** The rows of a query with several columns; a query with one column gives plain values instead of arrays. */
    static List<?> rows(EntityManager em, String sql, Object... parameters) {
        return query(em, sql, parameters).getResultList();
    }

    static int update(EntityManager em, String sql, Object... parameters) {
        return query(em, sql, parameters).executeUpdate();
    }

    /** An update before which the application's entities need not be written, nor entries that Hibernate holds back. */
    static int updateWithoutFlush(EntityManager em, String sql, Object... parameters) {
        return query(em, sql, parameters).setFlushMode(FlushModeType.COMMIT).executeUpdate();
    }

    static Query query(EntityManager em, String sql, Object... parameters) {
        Query query = em.createNativeQuery(sql);
        query.setHint(SPACES_HINT, SPACES);
        for (int i = 0; i < parameters.length; i++) {
            query.setParameter(i + 1, parameters[i]);
        }
        return query;
    }
}
