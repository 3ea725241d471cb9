package io.outboxed.example.probe;

import io.outboxed.Envelope;
import io.outboxed.Outbox;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** What each consumer does with a message: state and message, and then it may fail. */
@ApplicationScoped
public class Consumed {

    @PersistenceContext
    private EntityManager em;

    @Inject
    private Outbox outbox;

    @Inject
    private Seen seen;

    void work(Message message) {
        try {
            String id = message.getBody(String.class);
            seen.attempt(id);
            int attempt = seen.attempts(id);
            em.persist(new ProbeNote(id + "#" + attempt));
            outbox.publish(
                    Envelope.of(new ProbeHappened(id)).to("probe_out").key(id).build());
            if (message.getBooleanProperty("fails") && attempt == 1) {
                em.flush();
                throw new EJBException("the first work on " + id + " fails");
            }
        } catch (JMSException e) {
            throw new EJBException(e);
        }
    }
}
