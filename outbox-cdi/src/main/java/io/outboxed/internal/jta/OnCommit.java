package io.outboxed.internal.jta;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;

/** Something to be done if a transaction commits. */
record OnCommit(Runnable what) implements Synchronization {

    @Override
    public void beforeCompletion() {}

    @Override
    public void afterCompletion(int status) {
        if (status == Status.STATUS_COMMITTED) {
            what.run();
        }
    }
}
