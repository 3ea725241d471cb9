package io.outboxed.example.probe;

import io.outboxed.inbox.Idempotent;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.jms.Message;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** Does a message's work once. */
@Stateless
public class ConsumingEjb {

    @PersistenceContext
    private EntityManager em;

    @Inject
    private Consumed consumed;

    @Idempotent(consumer = "by-ejb", messageId = "event_id, outbox_id")
    public void consume(Message message) {
        consumed.work(message);
        em.flush(); // for Payara, as the example's Reception
    }
}
