package io.outboxed.benchmark.contestant;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import javax.sql.DataSource;

/** A datasource that gives the connection of the thread's transaction where there is one, as Spring's transaction-aware one does. */
final class CurrentConnection {
    private final DataSource source;
    private final ThreadLocal<Connection> connections = new ThreadLocal<>();

    CurrentConnection(DataSource source) {
        this.source = source;
    }

    void with(Connection connection, Runnable work) {
        connections.set(withoutClose(connection));
        try {
            work.run();
        } finally {
            connections.remove();
        }
    }

    DataSource source() {
        return proxy(DataSource.class, source, "getConnection", connections::get);
    }

    private static Connection withoutClose(Connection connection) {
        return proxy(Connection.class, connection, "close", () -> connection);
    }

    private interface Instead {
        /** Null to go on as usual. */
        Object value();
    }

    private static <T> T proxy(Class<T> type, T target, String name, Instead instead) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            Object value = method.getName().equals(name) ? instead.value() : null;
            if (value != null) {
                return method.getReturnType() == void.class ? null : value;
            }
            try {
                return method.invoke(target, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}
