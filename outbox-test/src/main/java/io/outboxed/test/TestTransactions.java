package io.outboxed.test;

import io.outboxed.test.memory.InMemoryOutboxStore;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Callable;

/**
 * JTA in memory, with the store as the only resource.
 *
 * <p><b>Threads:</b> any number, each with a transaction of its own.
 */
final class TestTransactions implements TransactionSynchronizationRegistry {
    private static final Logger LOG = System.getLogger("io.outboxed.test");

    private final InMemoryOutboxStore store;
    private final Faults faults;
    private final ThreadLocal<TestTransaction> current = new ThreadLocal<>();

    TestTransactions(InMemoryOutboxStore store, Faults faults) {
        this.store = store;
        this.faults = faults;
    }

    /** The calling thread's, or null. */
    TestTransaction current() {
        return current.get();
    }

    /** The calling thread's transaction, if there is one, needs the database to commit. */
    void usesStore() {
        TestTransaction transaction = current.get();
        if (transaction != null) {
            transaction.usesStore = true;
        }
    }

    void begin() {
        begin(new TestTransaction(null, false));
    }

    private void begin(TestTransaction transaction) {
        if (current.get() != null) {
            throw new IllegalStateException("This thread has a transaction already.");
        }
        store.begin();
        current.set(transaction);
    }

    /** Commits; throws if it could not, or pretends that it could not. */
    void commit() throws RollbackException {
        TestTransaction transaction = required();
        Throwable cause = null;
        // by index, as one may register another
        for (int i = 0; i < transaction.synchronizations.size() && transaction.canCommit(); i++) {
            try {
                transaction.synchronizations.get(i).beforeCompletion();
            } catch (RuntimeException | Error e) {
                cause = e;
                transaction.status = Status.STATUS_MARKED_ROLLBACK;
            }
        }
        CommitFault fault = faults.ofCommit(transaction);
        if (!transaction.canCommit() || fault == CommitFault.ROLLED_BACK) {
            String why = transaction.canCommit() ? "simulated" : "it could only roll back";
            end(transaction, false);
            throw failure(why, cause);
        }
        end(transaction, true);
        if (fault == CommitFault.IN_DOUBT) {
            throw failure("simulated; in truth it has committed", null);
        }
    }

    private static RollbackException failure(String why, Throwable cause) {
        RollbackException failure = new RollbackException("The transaction has not committed: " + why);
        failure.initCause(cause);
        return failure;
    }

    void rollback() {
        end(required(), false);
    }

    private void end(TestTransaction transaction, boolean commits) {
        if (commits) {
            store.commit();
        } else {
            store.rollback();
        }
        transaction.status = commits ? Status.STATUS_COMMITTED : Status.STATUS_ROLLEDBACK;
        try {
            for (Synchronization each : transaction.synchronizations) {
                afterCompletion(each, transaction.status);
            }
        } finally {
            current.remove();
        }
    }

    private static void afterCompletion(Synchronization synchronization, int status) {
        try {
            synchronization.afterCompletion(status);
        } catch (RuntimeException e) { // too late to matter for the transaction, as on a server
            LOG.log(Level.WARNING, "Failed after the completion of a transaction", e);
        }
    }

    private TestTransaction required() {
        TestTransaction transaction = current.get();
        if (transaction == null) {
            throw new IllegalStateException("This thread has no transaction.");
        }
        return transaction;
    }

    /** Runs work without the calling thread's transaction. */
    <T> T outside(Callable<T> work) throws Exception {
        TestTransaction outer = current.get();
        Object ofStore = store.suspend();
        current.remove();
        try {
            return work.call();
        } finally {
            store.resume(ofStore);
            if (outer != null) {
                current.set(outer);
            }
        }
    }

    /** Runs work in a transaction of its own: rolled back if it throws; else committed, which may fail. */
    <T> T inNew(boolean ofRelay, Callable<T> work) throws Exception {
        TestTransaction outer = current.get();
        return outside(() -> {
            begin(new TestTransaction(outer, ofRelay));
            boolean returned = false;
            T value;
            try {
                value = work.call();
                returned = true;
            } finally {
                if (!returned) {
                    rollback();
                }
            }
            commit();
            return value;
        });
    }

    @Override
    public Object getTransactionKey() {
        return current.get();
    }

    @Override
    public void putResource(Object key, Object value) {
        required().resources.put(key, value);
    }

    @Override
    public Object getResource(Object key) {
        return required().resources.get(key);
    }

    @Override
    public void registerInterposedSynchronization(Synchronization synchronization) {
        required().synchronizations.add(synchronization);
    }

    @Override
    public int getTransactionStatus() {
        TestTransaction transaction = current.get();
        return transaction == null ? Status.STATUS_NO_TRANSACTION : transaction.status;
    }

    @Override
    public void setRollbackOnly() {
        required().status = Status.STATUS_MARKED_ROLLBACK;
    }

    @Override
    public boolean getRollbackOnly() {
        return required().status == Status.STATUS_MARKED_ROLLBACK;
    }
}
