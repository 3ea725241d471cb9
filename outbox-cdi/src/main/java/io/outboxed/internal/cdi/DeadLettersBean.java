package io.outboxed.internal.cdi;

import io.outboxed.admin.DeadLetterFilter;
import io.outboxed.admin.DeadLetterPage;
import io.outboxed.admin.DeadLetterResult;
import io.outboxed.admin.DeadLetters;
import io.outboxed.internal.Errors;
import io.outboxed.internal.Log;
import io.outboxed.internal.admin.DeadLetterSearch;
import io.outboxed.internal.admin.DeadLetterWork;
import io.outboxed.internal.admin.LaneTurn;
import io.outboxed.internal.relay.NewTransaction;
import io.outboxed.internal.relay.OwnTransaction;
import io.outboxed.spi.DeadLetterStore;
import io.outboxed.spi.OutboxStore;
import io.outboxed.spi.Payload;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** {@link DeadLetters} for operators. */
@ApplicationScoped
class DeadLettersBean implements DeadLetters {

    @Inject
    private RelayLifecycle relay;

    @Inject
    private Instance<OutboxStore> stores;

    @Inject
    private Instance<DeadLetterStore> deadLetterStores;

    @Inject
    private Transactions transactions;

    @Inject
    private Caller caller;

    @Override
    public DeadLetterPage find(DeadLetterFilter filter, int max) {
        return find(filter, max, null);
    }

    @Override
    public DeadLetterPage find(DeadLetterFilter filter, int max, String after) {
        Objects.requireNonNull(filter, "filter");
        return new DeadLetterSearch(deadLetterStore(), transactions.get()).find(filter, max, after);
    }

    @Override
    public long count(DeadLetterFilter filter) {
        Objects.requireNonNull(filter, "filter");
        DeadLetterStore store = deadLetterStore();
        return OwnTransaction.get(transactions.get(), () -> store.count(filter));
    }

    @Override
    public Optional<Payload> payload(String id) {
        Objects.requireNonNull(id, "id");
        DeadLetterStore store = deadLetterStore();
        Optional<Payload> payload = OwnTransaction.get(transactions.get(), () -> store.payload(id));
        payload.ifPresent(found -> Log.payloadRead(caller.name(), id));
        return payload;
    }

    @Override
    public DeadLetterResult redrive(String id) {
        Objects.requireNonNull(id, "id");
        DeadLetterResult result = work().one(id, DeadLetterStore::redrive);
        Log.redriven(caller.name(), "id " + id, result);
        return result;
    }

    @Override
    public DeadLetterResult redriveAll(DeadLetterFilter filter) {
        Objects.requireNonNull(filter, "filter");
        return work().all(
                        filter,
                        DeadLetterStore::redrive,
                        result -> Log.redriven(caller.name(), filter.toString(), result));
    }

    @Override
    public DeadLetterResult discard(String id) {
        Objects.requireNonNull(id, "id");
        DeadLetterResult result = work().one(id, DeadLetterStore::discard);
        Log.discarded(caller.name(), "id " + id, result);
        return result;
    }

    @Override
    public DeadLetterResult discardAll(DeadLetterFilter filter) {
        Objects.requireNonNull(filter, "filter");
        return work().all(
                        filter,
                        DeadLetterStore::discard,
                        result -> Log.discarded(caller.name(), filter.toString(), result));
    }

    private DeadLetterWork work() {
        OutboxStore store = stores.get();
        NewTransaction transaction = transactions.get();
        LaneTurn turn = new LaneTurn(
                store,
                transaction,
                DeadLettersBean::rest,
                () -> ThreadLocalRandom.current().nextDouble());
        return new DeadLetterWork(
                store,
                deadLetterStore(),
                transaction,
                turn,
                lane -> relay.driver().ifPresent(driver -> driver.wake(List.of(lane))));
    }

    private DeadLetterStore deadLetterStore() {
        if (deadLetterStores.isUnsatisfied()) {
            throw Errors.noDeadLetterStore();
        }
        return deadLetterStores.get();
    }

    private static void rest(Duration time) throws InterruptedException {
        LockSupport.parkNanos(time.toNanos());
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
