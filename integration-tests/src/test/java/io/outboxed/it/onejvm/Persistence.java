package io.outboxed.it.onejvm;

import com.arjuna.ats.jdbc.TransactionalDriver;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.h2.jdbcx.JdbcDataSource;

/** A persistence unit on an H2 in memory, with entity managers that belong to the thread's JTA transaction. */
public final class Persistence implements AutoCloseable {
    private final EntityManagerFactory factory;
    private final Object key = new Object();

    public Persistence(String unit) {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:it" + System.nanoTime() + ";DB_CLOSE_DELAY=-1");
        factory = jakarta.persistence.Persistence.createEntityManagerFactory(
                unit, Map.of("jakarta.persistence.jtaDataSource", new JtaDataSource(h2).proxy()));
    }

    /** As a server injects it. */
    public EntityManager entityManager() {
        return Proxies.of(EntityManager.class, (method, args) -> Proxies.invoke(ofTransaction(), method, args));
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
            registry.registerInterposedSynchronization(new Closing(em));
        }
        return em;
    }

    private record Closing(EntityManager em) implements Synchronization {
        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            em.close();
        }
    }

    @Override
    public void close() {
        factory.close();
    }

    private record JtaDataSource(XADataSource source) {

        DataSource proxy() {
            return Proxies.of(DataSource.class, (method, args) -> {
                if (method.getName().equals("getConnection")) {
                    return connection();
                }
                throw Proxies.unsupported(method);
            });
        }

        private Connection connection() throws SQLException {
            if (Transactions.registry().getTransactionStatus() == Status.STATUS_NO_TRANSACTION) {
                return source.getXAConnection().getConnection();
            }
            Properties properties = new Properties();
            properties.put(TransactionalDriver.XADataSource, source);
            return new TransactionalDriver().connect(TransactionalDriver.arjunaDriver + "h2", properties);
        }
    }
}
