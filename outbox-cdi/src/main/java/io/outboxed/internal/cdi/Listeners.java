package io.outboxed.internal.cdi;

import io.outboxed.admin.Backlog;
import io.outboxed.internal.Log;
import io.outboxed.spi.Entry;
import io.outboxed.spi.OutboxListener;
import io.outboxed.spi.SentBatch;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Several listeners as one. One that fails disturbs neither the others nor the relay, and is told of once a minute at most. */
final class Listeners implements OutboxListener {
    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final List<OutboxListener> all;
    private final LongSupplier nanoTime;
    private final Map<OutboxListener, Long> quietUntil = Collections.synchronizedMap(new IdentityHashMap<>());

    Listeners(List<OutboxListener> all) {
        this(all, System::nanoTime);
    }

    Listeners(List<OutboxListener> all, LongSupplier nanoTime) {
        this.all = List.copyOf(all);
        this.nanoTime = nanoTime;
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
    public void skipped(String consumer) {
        tell(each -> each.skipped(consumer));
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
                failed(each, e);
            }
        }
    }

    private void failed(OutboxListener listener, Throwable cause) {
        long now = nanoTime.getAsLong();
        Long until = quietUntil.get(listener);
        if (until == null || now - until >= 0) {
            quietUntil.put(listener, now + MINUTE_NANOS);
            Log.listenerFailed(cause);
        }
    }
}
