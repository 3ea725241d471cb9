package io.outboxed.test;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.InvalidTransactionException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.TransactionRequiredException;
import jakarta.transaction.Transactional;
import jakarta.transaction.TransactionalException;

/** {@code @Transactional}, and what enterprise beans have in its place, over {@link TestTransactions}. */
@Interceptor
@Transactional
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 200)
class TransactionalInterceptor {

    @Inject
    private KitExtension kit;

    @AroundInvoke
    Object invoke(InvocationContext invocation) throws Exception {
        DeclaredTransaction declared =
                DeclaredTransaction.of(invocation.getTarget().getClass(), invocation.getMethod());
        TestTransactions transactions = kit.outbox().transactions();
        boolean isThere = transactions.current() != null;
        return switch (declared.type()) {
            case REQUIRED ->
                isThere ? joined(transactions, declared, invocation) : own(transactions, declared, invocation);
            case REQUIRES_NEW -> transactions.outside(() -> own(transactions, declared, invocation));
            case MANDATORY -> {
                if (!isThere) {
                    throw new TransactionalException(
                            declared.type() + " without a transaction", new TransactionRequiredException());
                }
                yield joined(transactions, declared, invocation);
            }
            case SUPPORTS -> isThere ? joined(transactions, declared, invocation) : invocation.proceed();
            case NOT_SUPPORTED -> transactions.outside(invocation::proceed);
            case NEVER -> {
                if (isThere) {
                    throw new TransactionalException(
                            declared.type() + " within a transaction", new InvalidTransactionException());
                }
                yield invocation.proceed();
            }
        };
    }

    private static Object joined(
            TestTransactions transactions, DeclaredTransaction declared, InvocationContext invocation)
            throws Exception {
        try {
            return invocation.proceed();
        } catch (Exception | Error e) {
            if (declared.rollsBackOn(e)) {
                transactions.setRollbackOnly();
            }
            throw e;
        }
    }

    private static Object own(TestTransactions transactions, DeclaredTransaction declared, InvocationContext invocation)
            throws Exception {
        transactions.begin();
        Object result;
        try {
            result = invocation.proceed();
        } catch (Exception | Error e) {
            if (declared.rollsBackOn(e) || transactions.getRollbackOnly()) {
                transactions.rollback();
            } else {
                commit(transactions);
            }
            throw e;
        }
        if (transactions.getRollbackOnly()) {
            transactions.rollback();
        } else {
            commit(transactions);
        }
        return result;
    }

    private static void commit(TestTransactions transactions) {
        try {
            transactions.commit();
        } catch (RollbackException e) {
            throw new TransactionalException(e.getMessage(), e);
        }
    }
}
