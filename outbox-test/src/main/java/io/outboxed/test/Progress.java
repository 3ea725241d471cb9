package io.outboxed.test;

import io.outboxed.spi.Entry;
import io.outboxed.spi.OutboxListener;
import io.outboxed.spi.SentBatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** Tells the test's outbox when the relay has got on. */
@ApplicationScoped
class Progress implements OutboxListener {

    @Inject
    private KitExtension kit;

    @Override
    public void sent(SentBatch batch) {
        kit.outbox().relayParts().progress(batch.entries().size());
    }

    @Override
    public void failed(Entry entry, int attempts, String error, Duration nextAttempt) {
        kit.outbox().relayParts().progress(0);
    }

    @Override
    public void buried(Entry entry, int attempts, String error, boolean holdsKey) {
        kit.outbox().relayParts().progress(0);
    }

    @Override
    public void expired(Entry entry) {
        kit.outbox().relayParts().progress(0);
    }
}
