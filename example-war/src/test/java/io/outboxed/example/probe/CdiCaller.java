package io.outboxed.example.probe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

/** A transaction of a CDI bean. */
@ApplicationScoped
public class CdiCaller {

    @PersistenceContext
    private EntityManager em;

    @Inject
    private CdiWork work;

    @Transactional
    public void call(String id, boolean commit) {
        work.note(id);
        em.flush(); // so that a rollback has something to undo
        if (!commit) {
            throw new IllegalStateException("to roll back");
        }
    }
}
