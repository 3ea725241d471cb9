package io.outboxed.internal.cdi;

import io.outboxed.admin.Count;
import io.outboxed.admin.EntryContent;
import io.outboxed.admin.EntryFilter;
import io.outboxed.internal.AdminLog;
import io.outboxed.internal.Errors;
import io.outboxed.internal.admin.EntrySearch;
import io.outboxed.internal.admin.EntryWork;
import io.outboxed.internal.admin.LaneTurn;
import io.outboxed.internal.relay.NewTransaction;
import io.outboxed.internal.relay.OwnTransaction;
import io.outboxed.spi.FailedEntryStore;
import io.outboxed.spi.FailedEntryStore.Kind;
import io.outboxed.spi.OutboxStore;
import io.outboxed.spi.PerUnit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** What {@link DeadLettersBean} and {@link RetriesBean} have in common: store, transactions, the caller, and the relay to be woken. */
@PerUnit
@ApplicationScoped
class FailedEntries {

    @Inject
    private RelayLifecycle relay;

    @Inject
    private Instance<OutboxStore> stores;

    @Inject
    private Instance<FailedEntryStore> failedEntryStores;

    @Inject
    private Transactions transactions;

    @Inject
    private Caller caller;

    EntrySearch search() {
        return new EntrySearch(store(), transactions.get());
    }

    Count count(Kind kind, EntryFilter filter) {
        Objects.requireNonNull(filter, "filter");
        return search().count(kind, filter);
    }

    Optional<EntryContent> content(Kind kind, String id) {
        Objects.requireNonNull(id, "id");
        FailedEntryStore store = store();
        Optional<EntryContent> content = OwnTransaction.get(transactions.get(), () -> store.content(kind, id));
        content.ifPresent(found -> AdminLog.contentRead(caller.name(), id));
        return content;
    }

    EntryWork work(Kind kind) {
        OutboxStore store = stores.get();
        NewTransaction transaction = transactions.get();
        LaneTurn turn = new LaneTurn(
                store,
                transaction,
                FailedEntries::rest,
                () -> ThreadLocalRandom.current().nextDouble());
        return new EntryWork(
                store,
                store(),
                kind,
                transaction,
                turn,
                lane -> relay.driver().ifPresent(driver -> driver.wake(List.of(lane))));
    }

    String caller() {
        return caller.name();
    }

    private FailedEntryStore store() {
        if (failedEntryStores.isUnsatisfied()) {
            throw Errors.noFailedEntryStore();
        }
        return failedEntryStores.get();
    }

    private static void rest(Duration time) throws InterruptedException {
        LockSupport.parkNanos(time.toNanos());
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
