package io.outboxed.internal.ejb;

import io.outboxed.internal.relay.NewTransaction;
import jakarta.annotation.Resource;
import jakarta.ejb.EJBException;
import jakarta.ejb.Local;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.util.concurrent.Callable;

/**
 * A transaction of its own for each piece of the relay's work.
 *
 * <p>An EJB because that is the only portable way: on Payara and GlassFish a transaction that CDI's {@code @Transactional}
 * begins under an EJB invocation does not enlist JMS, and messages are lost or sent in spite of a rollback. Managed by the bean, so that
 * it also commits within the invocation: what these servers do at the commit of a container's transaction, they do with the transaction of
 * the component that called.
 */
@Stateless(name = "OutboxedTransaction")
@Local(NewTransaction.class)
@TransactionManagement(TransactionManagementType.BEAN)
public class EjbTransaction implements NewTransaction {

    @Resource
    private SessionContext context;

    @Override
    public <T> Result<T> run(Callable<T> work) {
        UserTransaction transaction = context.getUserTransaction();
        try {
            transaction.begin();
            T value;
            try {
                value = work.call();
            } catch (Exception e) {
                rollBack(transaction, e);
                return new Result<>(null, e);
            } catch (Error e) {
                rollBack(transaction, e);
                throw e;
            }
            transaction.commit();
            return new Result<>(value, null);
        } catch (NotSupportedException
                | RollbackException
                | HeuristicMixedException
                | HeuristicRollbackException
                | SystemException e) {
            throw new EJBException(e);
        }
    }

    /** As this bean begins its transactions itself, the container has suspended that of the caller. */
    @Override
    public <T> Result<T> outside(Callable<T> work) {
        try {
            return new Result<>(work.call(), null);
        } catch (Exception e) {
            return new Result<>(null, e);
        }
    }

    /** One that has timed out may be gone already. */
    private static void rollBack(UserTransaction transaction, Throwable failure) {
        try {
            transaction.rollback();
        } catch (IllegalStateException | SystemException e) {
            failure.addSuppressed(e);
        }
    }
}
