package io.outboxed.internal.jta;

import io.outboxed.internal.Errors;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The calling thread's transaction, through the registry that every Jakarta EE server has.
 *
 * <p><b>Threads:</b> any number.
 */
public final class CurrentTransaction {
    // keys for the registry; objects, because other applications that take part in a transaction have an outbox of
    // their own
    private final Object wakeUp = new Object();
    private final Object lateWork = new Object();
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
        if (!isThere()) {
            throw Errors.noTransaction(what);
        }
    }

    /** Whether there is one, also if it can only roll back. */
    public boolean isThere() {
        int status = registry.getTransactionStatus();
        return status == Status.STATUS_ACTIVE || status == Status.STATUS_MARKED_ROLLBACK;
    }

    /** Lets the transaction, if there is one, only roll back. */
    public void setRollbackOnly() {
        if (isActive()) {
            registry.setRollbackOnly();
        }
    }

    /**
     * Has the relay told of something after the transaction's commit.
     *
     * @param what says of what
     */
    public void afterCommit(WakeUp.Target target, Consumer<WakeUp> what) {
        if (isActive()) {
            what.accept(joined(wakeUp, () -> new WakeUp(target)));
        }
    }

    /** Has something done after the transaction's commit, when the thread still carries it; nothing if it rolls back. */
    public void onCommit(Runnable what) {
        if (isActive()) {
            registry.registerInterposedSynchronization(new OnCommit(what));
        }
    }

    /**
     * Has something done just before the transaction's commit, with all that was given until then, in that order. A failure
     * rolls the transaction back.
     */
    public <T> void beforeCommit(List<T> items, Consumer<List<T>> work) {
        if (isActive()) {
            LateWork<T> late = joined(lateWork, () -> new LateWork<>(registry, work));
            late.add(items);
        }
    }

    private boolean isActive() {
        return registry.getTransactionStatus() == Status.STATUS_ACTIVE;
    }

    /** What takes part in the transaction since it was first asked for. */
    @SuppressWarnings("unchecked")
    private <S extends Synchronization> S joined(Object key, Supplier<S> make) {
        S existing = (S) registry.getResource(key);
        if (existing != null) {
            return existing;
        }
        S made = make.get();
        registry.putResource(key, made);
        registry.registerInterposedSynchronization(made);
        return made;
    }
}
