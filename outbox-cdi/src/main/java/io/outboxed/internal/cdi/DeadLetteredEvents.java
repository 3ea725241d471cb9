package io.outboxed.internal.cdi;

import io.outboxed.admin.DeadLettered;
import io.outboxed.spi.Entry;
import io.outboxed.spi.OutboxListener;
import jakarta.enterprise.event.Event;

/** Passes on burials as CDI events. */
final class DeadLetteredEvents implements OutboxListener {
    private final Event<DeadLettered> event;

    DeadLetteredEvents(Event<DeadLettered> event) {
        this.event = event;
    }

    @Override
    public void buried(Entry entry, int attempts, String error, boolean holdsKey) {
        event.fire(new DeadLettered(
                entry.id(), entry.destination(), entry.envelope().type(), entry.key(), attempts, error, holdsKey));
    }
}
