package io.outboxed.example.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

/**
 * Stands for another company that wants to hear of orders. It lives in this JVM, and takes what it is told or refuses it, as
 * the page says; after a start it takes.
 */
@ApplicationScoped
public class Partner {
    /** Where the messages for it go. */
    public static final String DESTINATION = "partner";

    @PersistenceContext
    private EntityManager em;

    @Inject
    private Deliveries deliveries;

    private volatile boolean refuses;

    public boolean isRefusing() {
        return refuses;
    }

    /** Lets it refuse whatever it is told from now on, or take it. */
    public void refuse(boolean refuse) {
        refuses = refuse;
    }

    /**
     * Tells it, in the caller's transaction; to tell it twice makes no difference.
     *
     * @return whether it has taken the message
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean tell(ReceivedMessage message, long orderId) {
        if (refuses) {
            return false;
        }
        deliveries.record(message, orderId);
        em.flush(); // on Payara, what is written only at the commit is not in the transaction under the relay
        return true;
    }
}
