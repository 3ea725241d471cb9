package io.outboxed.internal.relay;

import io.outboxed.internal.Log;
import io.outboxed.spi.OutboxListener;
import io.outboxed.spi.OutboxStore;
import java.time.Duration;

/** Tells what the outbox holds, in a thread of the relay, as those that measure have none from which they could ask the store. */
final class BacklogReport implements Runnable {
    static final Duration INTERVAL = Duration.ofSeconds(10);

    private final OutboxStore store;
    private final NewTransaction transaction;
    private final OutboxListener listener;

    BacklogReport(OutboxStore store, NewTransaction transaction, OutboxListener listener) {
        this.store = store;
        this.transaction = transaction;
        this.listener = listener;
    }

    @Override
    public void run() {
        try {
            listener.backlog(transaction.run(store::backlog).orThrow());
        } catch (Exception e) {
            Log.backlogUnknown(e);
        }
    }
}
