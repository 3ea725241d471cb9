package io.outboxed.example.probe;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** An EJB without a transaction, under which a CDI bean begins one. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class OutsideCaller {

    @Inject
    private CdiCaller cdi;

    public void call(String id, boolean commit) {
        cdi.call(id, commit);
    }
}
