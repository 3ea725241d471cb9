package io.outboxed.internal.cdi;

import io.outboxed.inbox.Inbox;
import io.outboxed.internal.InboxErrors;
import io.outboxed.internal.InboxLog;
import io.outboxed.internal.inbox.ConsumerName;
import io.outboxed.internal.jta.CurrentTransaction;
import io.outboxed.internal.relay.OwnTransaction;
import io.outboxed.spi.ActiveConfig;
import io.outboxed.spi.InboxStore;
import io.outboxed.spi.PerUnit;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** {@link Inbox} for applications. */
@PerUnit
@ApplicationScoped
class InboxBean implements Inbox {
    private static final int STEP = 1_000;

    @Inject
    private TransactionRegistry registry;

    @Inject
    private ActiveConfig config;

    @Inject
    private Instance<InboxStore> stores;

    @Inject
    private Transactions transactions;

    @Inject
    private RelayLifecycle relay;

    private CurrentTransaction transaction;

    @PostConstruct
    void prepare() {
        transaction = new CurrentTransaction(registry.get());
    }

    @Override
    public boolean firstTime(String consumer, String messageId) {
        requireTransaction("Inbox.firstTime");
        boolean isFirst = orRollBack(() -> checked(consumer, messageId).remember(consumer, messageId));
        if (!isFirst) {
            InboxLog.skipped(consumer, messageId);
            transaction.onCommit(() -> relay.skipped(consumer));
        }
        return isFirst;
    }

    @Override
    public boolean forget(String consumer, String messageId) {
        requireTransaction("Inbox.forget");
        return orRollBack(() -> checked(consumer, messageId).forget(consumer, messageId));
    }

    @Override
    public long purge() {
        InboxStore store = store();
        Duration retention = config.get().inboxRetention();
        long all = 0;
        int step;
        do {
            step = OwnTransaction.get(transactions.get(), () -> store.purge(retention, STEP));
            all += step;
        } while (step == STEP);
        return all;
    }

    /** Refuses to go on without a transaction; {@code what} names the caller for the error. */
    void requireTransaction(Object what) {
        if (!transaction.isThere()) {
            throw InboxErrors.noTransaction(what);
        }
    }

    /** What was remembered in the transaction is to be forgotten. */
    void rollBack() {
        transaction.setRollbackOnly();
    }

    private boolean orRollBack(BooleanSupplier work) {
        try {
            return work.getAsBoolean();
        } catch (RuntimeException | Error e) {
            transaction.setRollbackOnly();
            throw e;
        }
    }

    private InboxStore store() {
        if (stores.isUnsatisfied()) {
            throw InboxErrors.noStore();
        }
        return stores.get();
    }

    private InboxStore checked(String consumer, String messageId) {
        ConsumerName.check(
                Objects.requireNonNull(consumer, "consumer"), Objects.requireNonNull(messageId, "messageId"));
        return store();
    }
}
