package io.outboxed.internal.cdi;

import io.outboxed.admin.DeadLettered;
import io.outboxed.internal.Log;
import io.outboxed.internal.relay.RelayEvents;
import io.outboxed.spi.Entry;
import jakarta.enterprise.event.Event;
import java.util.concurrent.atomic.AtomicLong;

/** Passes on what has happened, as CDI events and counts. An observer that fails does not disturb the relay. */
final class CdiEvents implements RelayEvents {
    private final Event<DeadLettered> deadLettered;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong expired = new AtomicLong();

    CdiEvents(Event<DeadLettered> deadLettered) {
        this.deadLettered = deadLettered;
    }

    @Override
    public void buried(Entry entry, int attempts, String error, boolean holdsKey) {
        try {
            deadLettered.fire(new DeadLettered(
                    entry.id(), entry.destination(), entry.envelope().type(), entry.key(), attempts, error, holdsKey));
        } catch (RuntimeException e) {
            Log.observerFailed(e);
        }
    }

    @Override
    public void expired(Entry entry) {
        expired.incrementAndGet();
    }

    @Override
    public void sent(int count) {
        sent.addAndGet(count);
    }

    /** Entries that were sent since the start. */
    long sentCount() {
        return sent.get();
    }

    /** Entries that have expired since the start. */
    long expiredCount() {
        return expired.get();
    }
}
