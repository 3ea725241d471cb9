package io.outboxed.test;

import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.UserTransaction;

/** For beans and tests that begin their transactions themselves. */
record TestUserTransaction(TestTransactions transactions) implements UserTransaction {

    @Override
    public void begin() throws NotSupportedException {
        if (transactions.current() != null) {
            throw new NotSupportedException("This thread has a transaction already.");
        }
        transactions.begin();
    }

    @Override
    public void commit() throws RollbackException {
        transactions.commit();
    }

    @Override
    public void rollback() {
        transactions.rollback();
    }

    @Override
    public void setRollbackOnly() {
        transactions.setRollbackOnly();
    }

    @Override
    public int getStatus() {
        return transactions.getTransactionStatus();
    }

    /** Has no effect: time is the test's. */
    @Override
    public void setTransactionTimeout(int seconds) {}
}
