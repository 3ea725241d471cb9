package io.outboxed.test;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.UserTransaction;
import org.jboss.weld.transaction.spi.TransactionServices;

/** Lets Weld call transactional observers when a test's transaction ends. */
record WeldTransactions(TestTransactions transactions) implements TransactionServices {

    @Override
    public void registerSynchronization(Synchronization synchronization) {
        transactions.registerInterposedSynchronization(synchronization);
    }

    @Override
    public boolean isTransactionActive() {
        int status = transactions.getTransactionStatus();
        return status == Status.STATUS_ACTIVE || status == Status.STATUS_MARKED_ROLLBACK;
    }

    @Override
    public UserTransaction getUserTransaction() {
        return new TestUserTransaction(transactions);
    }

    @Override
    public void cleanup() {}
}
