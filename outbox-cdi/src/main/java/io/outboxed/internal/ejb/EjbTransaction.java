package io.outboxed.internal.ejb;

import io.outboxed.internal.relay.NewTransaction;
import jakarta.annotation.Resource;
import jakarta.ejb.Local;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.concurrent.Callable;

/**
 * A transaction of its own for each piece of the relay's work.
 *
 * <p>An EJB because that is the only portable way: on Payara and GlassFish a transaction that CDI's {@code @Transactional}
 * begins under an EJB invocation does not enlist JMS, and messages are lost or sent in spite of a rollback.
 */
@Stateless(name = "OutboxedTransaction")
@Local(NewTransaction.class)
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class EjbTransaction implements NewTransaction {

    @Resource
    private SessionContext context;

    @Override
    public <T> Result<T> run(Callable<T> work) {
        try {
            return new Result<>(work.call(), null);
        } catch (Exception e) {
            context.setRollbackOnly();
            return new Result<>(null, e);
        }
    }
}
