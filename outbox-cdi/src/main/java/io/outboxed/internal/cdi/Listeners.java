package io.outboxed.internal.cdi;

import io.outboxed.admin.Backlog;
import io.outboxed.internal.Log;
import io.outboxed.spi.Entry;
import io.outboxed.spi.OutboxListener;
import io.outboxed.spi.SentBatch;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Several listeners as one. One that fails disturbs neither the others nor the relay. */
final class Listeners implements OutboxListener {
    private final List<OutboxListener> all;

    Listeners(List<OutboxListener> all) {
        this.all = List.copyOf(all);
    }

    @Override
    public void published(int count) {
        tell(each -> each.published(count));
    }

    @Override
    public void taken(int lane, Duration waited) {
        tell(each -> each.taken(lane, waited));
    }

    @Override
    public void sent(SentBatch batch) {
        tell(each -> each.sent(batch));
    }

    @Override
    public void failed(Entry entry, int attempts, String error, Duration nextAttempt) {
        tell(each -> each.failed(entry, attempts, error, nextAttempt));
    }

    @Override
    public void buried(Entry entry, int attempts, String error, boolean holdsKey) {
        tell(each -> each.buried(entry, attempts, error, holdsKey));
    }

    @Override
    public void expired(Entry entry) {
        tell(each -> each.expired(entry));
    }

    @Override
    public void backlog(Backlog backlog) {
        tell(each -> each.backlog(backlog));
    }

    private void tell(Consumer<OutboxListener> what) {
        for (OutboxListener each : all) {
            try {
                what.accept(each);
            } catch (RuntimeException
                    | LinkageError e) { // the latter where a listener's library does not fit the server's
                Log.listenerFailed(e);
            }
        }
    }
}
