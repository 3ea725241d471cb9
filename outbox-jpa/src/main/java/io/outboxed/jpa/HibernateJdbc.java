package io.outboxed.jpa;

import org.hibernate.Session;

/** The part of {@link Jdbc} that needs Hibernate's classes; loaded only where they may be present. */
final class HibernateJdbc {

    private HibernateJdbc() {}

    static boolean isSession(Object delegate) {
        return delegate instanceof Session;
    }

    static <T> T call(Object session, Jdbc.Work<T> work) {
        return ((Session) session).doReturningWork(work::on);
    }
}
