package io.outboxed.example.probe;

import jakarta.annotation.Resource;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

/** A transaction of an EJB. */
@Stateless
public class EjbCaller {

    @Resource
    private SessionContext context;

    @Inject
    private EjbWork work;

    public void call(String id, boolean commit) {
        work.note(id);
        if (!commit) {
            context.setRollbackOnly();
        }
    }
}
