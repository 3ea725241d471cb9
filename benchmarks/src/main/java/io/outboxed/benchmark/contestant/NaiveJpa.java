package io.outboxed.benchmark.contestant;

import io.outboxed.it.onejvm.Transactions;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** What a team writes in an afternoon: reads entities, sends one after the other with a context of its own, and removes them. */
final class NaiveJpa implements Contestant {
    private static final int BATCH = 100;
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Place place;
    private final PlainJpa shop;
    private final RelayThread relay = new RelayThread("naive-relay", this::relay);

    NaiveJpa(Place place) throws SQLException {
        this.place = place;
        this.shop = new PlainJpa(place, true);
    }

    @Override
    public void place(List<Order> orders) throws Exception {
        shop.place(orders);
    }

    @Override
    public void startRelay() {
        relay.start();
    }

    private void relay() throws Exception {
        ConnectionFactory factory = place.broker().plain();
        while (relay.isWanted()) {
            if (Transactions.inTransaction(() -> send(factory)) == 0) {
                relay.pause(PAUSE);
            }
        }
    }

    private int send(ConnectionFactory factory) {
        EntityManager em = shop.entityManager();
        List<HandWrittenEntry> entries = em.createQuery(
                        "select e from HandWrittenEntry e order by e.id", HandWrittenEntry.class)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setMaxResults(BATCH)
                .getResultList();
        for (HandWrittenEntry entry : entries) {
            try (JMSContext context = factory.createContext()) {
                context.createProducer()
                        .setProperty("JMSXGroupID", entry.key())
                        .send(context.createQueue(place.queue()), entry.payload());
            }
            em.remove(entry);
        }
        return entries.size();
    }

    @Override
    public void stopRelay() throws InterruptedException {
        relay.stop();
    }

    @Override
    public void checkRelay() {
        relay.check();
    }

    @Override
    public long waiting() throws SQLException {
        return place.count("hand_written_outbox");
    }

    @Override
    public void close() throws Exception {
        stopRelay();
        shop.close();
    }
}
