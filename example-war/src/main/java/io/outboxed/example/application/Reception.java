package io.outboxed.example.application;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/**
 * Takes a message in: its work, and the trace of its delivery, in one transaction. Only the shop's page wants the trace; a consumer
 * without it calls its work directly.
 *
 * <p>An enterprise bean, because a consumer calls it: on Payara, the database takes no part in a transaction that CDI's
 * {@code @Transactional} begins under a message-driven bean.
 */
@Stateless
public class Reception {

    @PersistenceContext
    private EntityManager em;

    @Inject
    private Deliveries deliveries;

    /** Does the work, which knows by itself whether the message has been here before. */
    public void receive(ReceivedMessage message, long orderId, Runnable work) {
        work.run();
        // afterwards: of two deliveries at once, the second has waited in the inbox, and sees the trace of the first
        deliveries.record(message, orderId);
        em.flush(); // on Payara, what is written only at the commit is not in the transaction under a
        // message-driven bean
    }
}
