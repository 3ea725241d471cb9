package io.outboxed.benchmark.contestant;

import io.outboxed.it.onejvm.TransactionContext;
import io.outboxed.it.onejvm.Transactions;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.util.List;

/** The order by JPA and JTA without an outbox, or with an entity for its message that somebody wrote by hand. */
final class PlainJpa implements Contestant {
    private final JtaResources resources;
    private final EntityManager em;
    private final boolean withMessage;

    PlainJpa(Place place, boolean withMessage) throws SQLException {
        this.withMessage = withMessage;
        place.postgres()
                .execute("set search_path to " + place.name() + ";" + Order.TABLE + ";" + HandWrittenEntry.TABLES);
        resources = new JtaResources(place, "plain");
        em = TransactionContext.of(resources.unit());
    }

    @Override
    public void place(List<Order> orders) throws Exception {
        Transactions.inTransaction(() -> {
            for (Order order : orders) {
                em.persist(order);
                if (withMessage) {
                    em.persist(new HandWrittenEntry(order.key(), order.message()));
                }
            }
            return null;
        });
    }

    /** Of the thread's transaction. */
    EntityManager entityManager() {
        return em;
    }

    @Override
    public void startRelay() {
        throw new UnsupportedOperationException("There is no relay");
    }

    @Override
    public void stopRelay() {
        // There is none.
    }

    @Override
    public long waiting() {
        return 0;
    }

    @Override
    public void close() {
        resources.close();
    }
}
