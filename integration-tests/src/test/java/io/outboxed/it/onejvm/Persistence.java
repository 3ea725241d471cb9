package io.outboxed.it.onejvm;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import org.h2.jdbcx.JdbcDataSource;

/** A persistence unit on an H2 in memory, with entity managers that belong to the thread's JTA transaction. */
public final class Persistence implements AutoCloseable {
    private final EntityManagerFactory factory;
    private final Object key = new Object();
    private final Faults faults = new Faults();

    public Persistence(String unit) {
        JdbcDataSource h2 = new JdbcDataSource();
        String name = "it" + System.nanoTime();
        h2.setURL("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
        factory = jakarta.persistence.Persistence.createEntityManagerFactory(
                unit, Map.of("jakarta.persistence.jtaDataSource", new JtaDataSource(h2, faults).proxy()));
    }

    /** As a server injects it. */
    public EntityManager entityManager() {
        return Proxies.of(EntityManager.class, (method, args) -> Proxies.invoke(ofTransaction(), method, args));
    }

    /** What goes wrong between the application and its database. */
    public Faults faults() {
        return faults;
    }

    /** Fails what the test says. Connecting is called {@code connect}, a statement by its text. */
    public static final class Faults {
        private volatile String fragment;
        private volatile SQLException failure;
        private final AtomicInteger met = new AtomicInteger();

        /** From now on everything that contains the fragment fails. */
        public void begin(String textFragment, SQLException with) {
            met.set(0);
            failure = with;
            fragment = textFragment;
        }

        public void end() {
            fragment = null;
        }

        /** How often it failed. */
        public int met() {
            return met.get();
        }

        private void meet(String text) throws SQLException {
            String current = fragment;
            if (current != null && text.contains(current)) {
                met.incrementAndGet();
                throw failure;
            }
        }
    }

    public EntityManagerFactory factory() {
        return factory;
    }

    private EntityManager ofTransaction() {
        var registry = Transactions.registry();
        if (registry.getTransactionStatus() == Status.STATUS_NO_TRANSACTION) {
            return factory.createEntityManager(); // good for reading the metamodel
        }
        EntityManager em = (EntityManager) registry.getResource(key);
        if (em == null) {
            em = factory.createEntityManager();
            em.joinTransaction();
            registry.putResource(key, em);
            registry.registerInterposedSynchronization(new Closing(em::close));
        }
        return em;
    }

    /** One XA connection for each transaction, as a server's pool gives it. */
    private record JtaDataSource(XADataSource source, Faults faults) {

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
                return source.getXAConnection().getConnection();
            }
            Connection ofTransaction = (Connection) registry.getResource(this);
            if (ofTransaction == null) {
                XAConnection connection = source.getXAConnection();
                Transactions.manager().getTransaction().enlistResource(connection.getXAResource());
                ofTransaction = withoutClose(connection.getConnection());
                registry.putResource(this, ofTransaction);
                registry.registerInterposedSynchronization(new Closing(connection::close));
            }
            return ofTransaction;
        }

        private Connection withoutClose(Connection connection) {
            return Proxies.of(Connection.class, (method, args) -> {
                if (method.getName().equals("prepareStatement")) {
                    faults.meet((String) args[0]);
                }
                return method.getName().equals("close") ? null : Proxies.invoke(connection, method, args);
            });
        }
    }

    private interface Close {
        void close() throws Exception;
    }

    private record Closing(Close resource) implements Synchronization {
        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            try {
                resource.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        factory.close();
    }
}
