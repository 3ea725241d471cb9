package io.outboxed.example.probe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** A transaction of a CDI bean. */
@ApplicationScoped
public class CdiCaller {

    @Inject
    private CdiWork work;

    @Transactional
    public void call(String id, boolean commit) {
        work.note(id);
        if (!commit) {
            throw new IllegalStateException("to roll back");
        }
    }
}
