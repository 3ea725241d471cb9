package io.outboxed.test;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One transaction of {@link TestTransactions}. */
final class TestTransaction {
    final Map<Object, Object> resources = new HashMap<>();
    final List<Synchronization> synchronizations = new ArrayList<>();
    /** The transaction around this one, as long as this one runs; null for none. */
    final TestTransaction outer;
    /** Whether the relay or an operator's call has begun it, and not the application. */
    final boolean ofRelay;

    int status = Status.STATUS_ACTIVE;
    boolean usesStore;
    CommitFault fault = CommitFault.NONE;

    TestTransaction(TestTransaction outer, boolean ofRelay) {
        this.outer = outer;
        this.ofRelay = ofRelay;
    }

    boolean canCommit() {
        return status == Status.STATUS_ACTIVE;
    }
}
