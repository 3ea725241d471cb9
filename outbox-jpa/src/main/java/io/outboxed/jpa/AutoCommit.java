package io.outboxed.jpa;

import jakarta.persistence.EntityManager;

/**
 * Refuses to go on where a rollback would not undo what is written. Payara leaves connections without XA in auto-commit in a
 * transaction of CDI's under an EJB that has none.
 */
final class AutoCommit {

    private AutoCommit() {}

    /** To be called before anything is written in an application's transaction. */
    static void refuse(EntityManagerSource source, EntityManager em, Dialect dialect) {
        if (source.mayBeInAutoCommit() && !Jdbc.call(em, dialect::isInTransaction)) {
            throw JpaErrors.notInTransaction();
        }
    }
}
