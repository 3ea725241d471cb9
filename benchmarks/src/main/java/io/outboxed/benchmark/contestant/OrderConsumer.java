package io.outboxed.benchmark.contestant;

import io.outboxed.inbox.Idempotent;
import io.outboxed.inbox.Inbox;
import io.outboxed.inbox.MessageId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

/** Stores the order that a message tells of; each method remembers the message in another way, in its transaction. */
@ApplicationScoped
public class OrderConsumer {

    @PersistenceContext(unitName = OutboxedShop.HIBERNATE)
    private EntityManager em;

    @Inject
    private Inbox inbox;

    @Transactional
    public void withoutMemory(Order order) {
        em.persist(order);
    }

    @Idempotent(consumer = "orders")
    public void idempotent(@MessageId String message, Order order) {
        em.persist(order);
    }

    @Transactional
    public void byInbox(String message, Order order) {
        if (inbox.firstTime("orders", message)) {
            em.persist(order);
        }
    }

    /** Of two at once, the second fails at its commit. */
    @Transactional
    public void byHand(String message, Order order) {
        if (em.find(SeenMessage.class, message) == null) {
            em.persist(new SeenMessage(message));
            em.persist(order);
        }
    }
}
