package io.outboxed.it.onejvm;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;

/** The persistence context of the thread's JTA transaction, as a server keeps it. */
public final class TransactionContext {
    private final EntityManagerFactory unit;

    private TransactionContext(EntityManagerFactory unit) {
        this.unit = unit;
    }

    /** As a server injects it. */
    public static EntityManager of(EntityManagerFactory unit) {
        TransactionContext context = new TransactionContext(unit);
        return Proxies.of(EntityManager.class, (method, args) -> Proxies.invoke(context.current(), method, args));
    }

    private EntityManager current() {
        var registry = Transactions.registry();
        if (registry.getTransactionStatus() == Status.STATUS_NO_TRANSACTION) {
            return unit.createEntityManager(); // good for reading the metamodel
        }
        EntityManager em = (EntityManager) registry.getResource(unit);
        if (em == null) {
            em = unit.createEntityManager();
            em.joinTransaction();
            registry.putResource(unit, em);
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
}
