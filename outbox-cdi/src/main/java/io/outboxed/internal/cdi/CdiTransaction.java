package io.outboxed.internal.cdi;

import io.outboxed.internal.jta.CurrentTransaction;
import io.outboxed.internal.relay.NewTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.concurrent.Callable;

/** A transaction of its own where there is no EJB to have one. Good for the database; not for JMS, so the relay does not use it. */
@ApplicationScoped
@Typed(CdiTransaction.class)
class CdiTransaction implements NewTransaction {

    @Inject
    private TransactionRegistry registry;

    @Override
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public <T> Result<T> run(Callable<T> work) {
        try {
            return new Result<>(work.call(), null);
        } catch (Exception e) {
            new CurrentTransaction(registry.get()).setRollbackOnly();
            return new Result<>(null, e);
        }
    }
}
