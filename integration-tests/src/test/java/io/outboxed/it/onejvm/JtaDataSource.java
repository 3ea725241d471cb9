package io.outboxed.it.onejvm;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import javax.sql.XAConnection;
import javax.sql.XADataSource;

/** A datasource as a server has it: one XA connection for each transaction, from a pool. */
final class JtaDataSource implements AutoCloseable {
    private final XADataSource source;
    private final Persistence.Faults faults;
    private final Queue<XAConnection> idle = new ConcurrentLinkedQueue<>();

    JtaDataSource(XADataSource source, Persistence.Faults faults) {
        this.source = source;
        this.faults = faults;
    }

    DataSource proxy() {
        return Proxies.of(DataSource.class, (method, args) -> {
            if (method.getName().equals("getConnection")) {
                return connection();
            }
            throw Proxies.unsupported(method);
        });
    }

    private Connection connection() throws Exception {
        faults.meet("connect");
        var registry = Transactions.registry();
        if (registry.getTransactionStatus() == Status.STATUS_NO_TRANSACTION) {
            return outside();
        }
        Connection ofTransaction = (Connection) registry.getResource(this);
        if (ofTransaction == null) {
            XAConnection connection = pooledOrNew();
            registry.registerInterposedSynchronization(new GivingBack(connection));
            ofTransaction = withoutClose(connection.getConnection());
            Transactions.manager().getTransaction().enlistResource(connection.getXAResource());
            registry.putResource(this, ofTransaction);
        }
        return ofTransaction;
    }

    /** A pooled connection is asked before it is used again, as a server's pool should be told to. */
    private XAConnection pooledOrNew() throws SQLException {
        for (XAConnection pooled = idle.poll(); pooled != null; pooled = idle.poll()) {
            if (pooled.getConnection().isValid(5)) {
                return pooled;
            }
            closeQuietly(pooled);
        }
        return source.getXAConnection();
    }

    private static void closeQuietly(XAConnection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // It is broken.
        }
    }

    /** A connection that takes part in no transaction, and is not pooled. */
    Connection outside() throws SQLException {
        XAConnection physical = source.getXAConnection();
        Connection connection = physical.getConnection();
        return Proxies.of(Connection.class, (method, args) -> {
            if (method.getName().equals("close")) {
                physical.close();
                return null;
            }
            return Proxies.invoke(connection, method, args);
        });
    }

    private Connection withoutClose(Connection connection) {
        return Proxies.of(Connection.class, (method, args) -> {
            if (method.getName().equals("prepareStatement")) {
                faults.meet((String) args[0]);
            }
            return method.getName().equals("close") ? null : Proxies.invoke(connection, method, args);
        });
    }

    /** Only after a commit: after a rollback by the transaction manager's timer someone may still be using it. */
    private final class GivingBack implements Synchronization {
        private final XAConnection connection;

        GivingBack(XAConnection connection) {
            this.connection = connection;
        }

        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                idle.add(connection);
            } else {
                closeQuietly(connection);
            }
        }
    }

    @Override
    public void close() {
        for (XAConnection connection = idle.poll(); connection != null; connection = idle.poll()) {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
