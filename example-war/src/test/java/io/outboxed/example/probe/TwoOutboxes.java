package io.outboxed.example.probe;

import io.outboxed.Envelope;
import io.outboxed.Outbox;
import io.outboxed.OutboxUnit;
import io.outboxed.Outboxed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

/** State and a message in each of two databases. */
@ApplicationScoped
public class TwoOutboxes {

    @PersistenceContext(unitName = "bookings")
    private EntityManager bookings;

    @PersistenceContext(unitName = "audit")
    private EntityManager audit;

    @Inject
    private Outbox outbox;

    @Inject
    @OutboxUnit("audit")
    private Outbox audits;

    /** One transaction; the method's result goes to the audit's outbox. */
    @Outboxed(unitName = "audit", key = "id")
    public ProbeHappened book(String id, boolean commit) {
        outbox.persist(new ProbeNote(id), new ProbeHappened(id));
        audits.persist(new ProbeNote(id), new ProbeHappened(id + "-by-hand"));
        bookings.flush();
        audit.flush();
        if (!commit) {
            throw new IllegalStateException("rolled back");
        }
        return new ProbeHappened(id);
    }

    /** In the main outbox alone. */
    @Transactional
    public void publish(String id) {
        outbox.publish(new ProbeHappened(id));
    }

    /** Leaves a dead letter in the audit's outbox. */
    @Transactional
    public void refuse(String id) {
        audits.publish(Envelope.of(new ProbeHappened(id))
                .to(RefusingSender.DESTINATION)
                .key(id)
                .build());
    }

    /** How many rows there are in both databases. */
    long rows(String id) {
        return rows(bookings, id) + rows(audit, id);
    }

    private static long rows(EntityManager em, String id) {
        return em.createQuery("select count(n) from ProbeNote n where n.id = :id", Long.class)
                .setParameter("id", id)
                .getSingleResult();
    }
}
