package io.outboxed.jpa;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.engine.jdbc.connections.internal.DriverManagerConnectionProviderImpl;

/** Gives Hibernate connections that note each statement that the calling thread prepares. */
public final class RecordedSql extends DriverManagerConnectionProviderImpl {
    private static final long serialVersionUID = 1L;
    private static final ThreadLocal<List<String>> STATEMENTS = ThreadLocal.withInitial(ArrayList::new);

    /** What {@code work} sends. */
    static List<String> of(Runnable work) {
        STATEMENTS.get().clear();
        work.run();
        return List.copyOf(STATEMENTS.get());
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        return Proxy.isProxyClass(connection.getClass()) ? connection : recorded(connection);
    }

    private static Connection recorded(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> {
                    if (method.getName().equals("prepareStatement")) {
                        STATEMENTS.get().add((String) args[0]);
                    }
                    try {
                        return method.invoke(connection, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
