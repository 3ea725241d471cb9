package io.outboxed.example.probe;

import io.outboxed.Outboxed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;

/** Must not deploy: no transaction spans the method and the storing of its message. */
@Stateless
@TransactionManagement(TransactionManagementType.BEAN)
public class BeanManagedWork {

    @Outboxed(destination = "probe-out")
    public ProbeHappened note(String id) {
        return new ProbeHappened(id);
    }
}
