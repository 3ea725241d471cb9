package io.outboxed.it.tomcat;

import io.outboxed.it.onejvm.Naming;
import io.outboxed.it.onejvm.Persistence;
import io.outboxed.it.onejvm.Transactions;
import io.outboxed.jpa.OutboxPersistenceUnit;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;

/** What a server has and a servlet container has not. */
@ApplicationScoped
public class Resources {
    private Persistence persistence;

    @PostConstruct
    void open() {
        Naming.bind("java:/TransactionManager", Transactions.manager());
        Naming.bind("java:/TransactionSynchronizationRegistry", Transactions.registry());
        try {
            persistence = new Persistence("it");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Produces
    @OutboxPersistenceUnit
    EntityManager entityManager() {
        return persistence.entityManager();
    }

    @PreDestroy
    void close() {
        persistence.close();
    }
}
