package io.outboxed.example.probe;

import io.outboxed.Outboxed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** State in two databases and a message, in one transaction. The outbox is in the unit {@code bookings}. */
@ApplicationScoped
public class TwoUnits {

    @PersistenceContext(unitName = "bookings")
    private EntityManager bookings;

    @PersistenceContext(unitName = "audit")
    private EntityManager audit;

    @Outboxed(destination = "probe_out", key = "id")
    public ProbeHappened book(String id, boolean commit) {
        bookings.persist(new ProbeNote(id));
        audit.persist(new ProbeNote(id));
        bookings.flush();
        audit.flush();
        if (!commit) {
            throw new IllegalStateException("rolled back");
        }
        return new ProbeHappened(id);
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
