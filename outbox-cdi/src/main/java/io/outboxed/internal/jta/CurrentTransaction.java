package io.outboxed.internal.jta;

import io.outboxed.internal.Errors;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The calling thread's transaction, through the registry that every Jakarta EE server has.
 *
 * <p><b>Threads:</b> any number.
 */
public final class CurrentTransaction {
    private static final Object LANES = CurrentTransaction.class.getName() + ".lanes";

    private final TransactionSynchronizationRegistry registry;

    /** On the server's registry. */
    public CurrentTransaction(TransactionSynchronizationRegistry registry) {
        this.registry = registry;
    }

    /**
     * Refuses to go on without a transaction; {@code what} names the caller, and is made a text only for the error.
     *
     * @throws io.outboxed.PublishException if none is active
     */
    public void require(Object what) {
        int status = registry.getTransactionStatus();
        if (status != Status.STATUS_ACTIVE && status != Status.STATUS_MARKED_ROLLBACK) {
            throw Errors.noTransaction(what);
        }
    }

    /** Lets the transaction, if there is one, only roll back. */
    public void setRollbackOnly() {
        if (registry.getTransactionStatus() == Status.STATUS_ACTIVE) {
            registry.setRollbackOnly();
        }
    }

    /**
     * Has lanes woken after the transaction's commit, all of them at once, and not at all if it rolls back.
     *
     * <p>After completion the thread still carries the finished transaction, so {@code wake} must only hand over to others.
     */
    public void wakeAfterCommit(int lane, Consumer<Set<Integer>> wake) {
        if (registry.getTransactionStatus() != Status.STATUS_ACTIVE) {
            return;
        }
        @SuppressWarnings("unchecked")
        Set<Integer> lanes = (Set<Integer>) registry.getResource(LANES);
        if (lanes == null) {
            lanes = new TreeSet<>();
            registry.putResource(LANES, lanes);
            registry.registerInterposedSynchronization(new WakeUp(lanes, wake));
        }
        lanes.add(lane);
    }

    private record WakeUp(Set<Integer> lanes, Consumer<Set<Integer>> wake) implements Synchronization {
        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                wake.accept(lanes);
            }
        }
    }
}
