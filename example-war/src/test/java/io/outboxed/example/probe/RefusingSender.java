package io.outboxed.example.probe;

import io.outboxed.OutboxUnit;
import io.outboxed.spi.Batch;
import io.outboxed.spi.Entry;
import io.outboxed.spi.Sender;
import jakarta.enterprise.context.ApplicationScoped;

/** Of the audit's outbox alone: makes a dead letter of whatever is for it. */
@ApplicationScoped
@OutboxUnit("audit")
public class RefusingSender implements Sender {
    static final String DESTINATION = "refused";

    @Override
    public boolean accepts(String destination) {
        return destination.equals(DESTINATION);
    }

    @Override
    public void send(Batch batch) {
        for (Entry entry : batch.entries()) {
            if (!batch.isHeld(entry)) {
                batch.reject(entry, true, "Refused", null);
            }
        }
    }
}
