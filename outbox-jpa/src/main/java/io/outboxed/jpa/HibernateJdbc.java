package io.outboxed.jpa;

import org.hibernate.Session;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.transaction.jta.platform.spi.JtaPlatform;

/** The part of {@link Jdbc} that needs Hibernate's classes; loaded only where they may be present. */
final class HibernateJdbc {

    private HibernateJdbc() {}

    static boolean isSession(Object delegate) {
        return delegate instanceof Session;
    }

    /** Whether it is on WildFly or JBoss EAP, whose connections take part in every transaction. */
    static boolean isOnWildFly(Object session) {
        JtaPlatform platform = ((SharedSessionContractImplementor) session)
                .getFactory()
                .getServiceRegistry()
                .getService(JtaPlatform.class);
        return platform != null && isOfWildFly(platform.getClass());
    }

    /** WildFly's own is a subclass; asked by name, as the class is none that Hibernate promises to keep. */
    private static boolean isOfWildFly(Class<?> type) {
        return type != null
                && (type.getSimpleName().equals("JBossAppServerJtaPlatform") || isOfWildFly(type.getSuperclass()));
    }

    static <T> T call(Object session, Jdbc.Work<T> work) {
        return ((Session) session).doReturningWork(work::on);
    }
}
