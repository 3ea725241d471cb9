package io.outboxed.benchmark.contestant;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.narayana.NarayanaTransactionIntegration;
import io.outboxed.it.onejvm.Transactions;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.apache.activemq.artemis.jms.client.ActiveMQXAConnectionFactory;
import org.messaginghub.pooled.jms.JmsPoolXAConnectionFactory;
import org.postgresql.xa.PGXADataSource;

/** What a server gives an application: a pooled datasource and a pooled connection factory, which both take part in JTA. */
final class JtaResources implements AutoCloseable {
    private final AgroalDataSource source;
    private final EntityManagerFactory unit;
    private final JmsPoolXAConnectionFactory connections = new JmsPoolXAConnectionFactory();

    JtaResources(Place place, String unitName) throws SQLException {
        source = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(20)
                        .acquisitionTimeout(Duration.ofSeconds(30))
                        .transactionIntegration(
                                new NarayanaTransactionIntegration(Transactions.manager(), Transactions.registry()))
                        .connectionFactoryConfiguration(factory -> factory.connectionProviderClass(PGXADataSource.class)
                                .jdbcUrl(place.url())
                                .principal(new NamePrincipal(Postgres.USER)))));
        unit = Persistence.createEntityManagerFactory(unitName, Map.of("jakarta.persistence.jtaDataSource", source));
        connections.setConnectionFactory(new ActiveMQXAConnectionFactory("vm://0"));
        connections.setTransactionManager(Transactions.manager());
        connections.setMaxConnections(8);
    }

    EntityManagerFactory unit() {
        return unit;
    }

    JmsPoolXAConnectionFactory connections() {
        return connections;
    }

    @Override
    public void close() {
        connections.stop();
        unit.close();
        source.close();
    }
}
