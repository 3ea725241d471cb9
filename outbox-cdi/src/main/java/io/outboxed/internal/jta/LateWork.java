package io.outboxed.internal.jta;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Gathers what is to be done as late as possible, and does it just before the transaction's commit; at once, if it comes later
 * than that.
 *
 * <p><b>Threads:</b> the transaction's.
 */
final class LateWork<T> implements Synchronization {
    private final TransactionSynchronizationRegistry registry;
    private final Consumer<List<T>> work;
    private List<T> gathered = new ArrayList<>();
    private boolean isLate;

    LateWork(TransactionSynchronizationRegistry registry, Consumer<List<T>> work) {
        this.registry = registry;
        this.work = work;
    }

    void add(List<T> items) {
        gathered.addAll(items);
        if (isLate) {
            doAll();
        }
    }

    @Override
    public void beforeCompletion() {
        if (registry.getTransactionStatus() == Status.STATUS_MARKED_ROLLBACK) {
            return;
        }
        try {
            doAll();
        } catch (RuntimeException | Error e) {
            registry.setRollbackOnly(); // not every transaction manager takes an exception for a no
            throw e;
        }
        isLate = true;
    }

    /** The work may lead to more: it writes the application's entities, whose listeners may publish. */
    private void doAll() {
        while (!gathered.isEmpty()) {
            List<T> now = gathered;
            gathered = new ArrayList<>();
            work.accept(now);
        }
    }

    @Override
    public void afterCompletion(int status) {}
}
