package io.outboxed.spi;

import io.outboxed.test.memory.InMemoryFailedEntries;
import io.outboxed.test.memory.InMemoryInbox;
import io.outboxed.test.memory.InMemoryOutboxStore;
import java.time.Duration;
import java.util.function.Supplier;

/** The reference store with lanes. */
public final class InMemoryFixture implements StoreFixture {
    private final InMemoryOutboxStore store = new InMemoryOutboxStore();
    private final InMemoryFailedEntries deadLetters = new InMemoryFailedEntries(store);
    private final InMemoryInbox inbox = new InMemoryInbox(store);

    /** Makes the lanes. */
    public InMemoryFixture(int lanes) {
        inTransaction(() -> store.prepare(lanes));
    }

    @Override
    public InMemoryOutboxStore store() {
        return store;
    }

    @Override
    public InMemoryFailedEntries deadLetters() {
        return deadLetters;
    }

    @Override
    public InboxStore inbox() {
        return inbox;
    }

    @Override
    public <T> T inTransaction(Supplier<T> work) {
        store.begin();
        boolean done = false;
        try {
            T result = work.get();
            done = true;
            return result;
        } finally {
            if (done) {
                store.commit();
            } else {
                store.rollback();
            }
        }
    }

    @Override
    public void advance(Duration by) {
        store.advance(by);
    }
}
