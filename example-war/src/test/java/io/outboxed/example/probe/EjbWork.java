package io.outboxed.example.probe;

import io.outboxed.Outboxed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** State and message, from an EJB. */
@Stateless
public class EjbWork {

    @PersistenceContext
    private EntityManager em;

    @Inject
    private Seen seen;

    @Outboxed(destination = "probe_out", key = "id")
    public ProbeHappened note(String id) {
        seen.attempt(id);
        em.persist(new ProbeNote(id));
        return new ProbeHappened(id);
    }
}
