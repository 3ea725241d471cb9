package io.outboxed.jpa;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;

/** Reaches the JDBC connection of an entity manager's transaction. */
final class Jdbc {
    /** Asked once, because a class that is missing is looked for again each time. */
    private static final boolean HIBERNATE_IS_HERE = isHere("org.hibernate.Session");

    private Jdbc() {}

    /** Something to do with a connection, which must not be closed or committed. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    static <T> T call(EntityManager em, Work<T> work) {
        Object delegate = em.getDelegate();
        return isHibernate(delegate) ? HibernateJdbc.call(delegate, work) : callUnwrapped(em, delegate, work);
    }

    private static <T> T callUnwrapped(EntityManager em, Object delegate, Work<T> work) {
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
        return HIBERNATE_IS_HERE && HibernateJdbc.isSession(delegate);
    }

    private static boolean isHere(String type) {
        try {
            Class.forName(type, false, Jdbc.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
