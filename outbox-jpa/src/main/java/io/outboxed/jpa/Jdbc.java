package io.outboxed.jpa;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;

/** Reaches the JDBC connection of an entity manager's transaction. Not for the hot path. */
final class Jdbc {

    private Jdbc() {}

    /** Something to do with a connection, which must not be closed or committed. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    static <T> T call(EntityManager em, Work<T> work) {
        Object delegate = em.getDelegate();
        if (isHibernate(delegate)) {
            return HibernateJdbc.call(delegate, work);
        }
        Connection connection;
        try {
            connection = em.unwrap(Connection.class); // EclipseLink, OpenJPA: in a transaction
        } catch (RuntimeException e) {
            throw JpaErrors.noConnection(delegate.getClass().getName(), e);
        }
        if (connection == null) {
            throw JpaErrors.noConnection(delegate.getClass().getName(), null);
        }
        try {
            return work.on(connection);
        } catch (SQLException e) {
            throw JpaErrors.noConnection(delegate.getClass().getName(), e);
        }
    }

    /** Whether what {@code EntityManager.getDelegate} gives is Hibernate's. */
    static boolean isHibernate(Object delegate) {
        try {
            return HibernateJdbc.isSession(delegate);
        } catch (LinkageError hibernateIsNotHere) {
            return false;
        }
    }
}
