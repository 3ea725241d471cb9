package io.outboxed.test;

import io.outboxed.Envelope;
import io.outboxed.spi.OutboxEnvironment;
import io.outboxed.spi.SealedEnvelope;
import io.outboxed.spi.Sender;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;

/** What stands for the server: parts of a {@link TestOutbox}. */
@ApplicationScoped
class TestEnvironment implements OutboxEnvironment {

    @Inject
    private KitExtension kit;

    @Override
    public <T> T inTransaction(Callable<T> work) throws Exception {
        return kit.outbox().transactions().inNew(true, work);
    }

    @Override
    public <T> T outsideTransaction(Callable<T> work) throws Exception {
        return kit.outbox().transactions().outside(work);
    }

    @Override
    public Future<?> schedule(Runnable task, Duration delay) {
        return kit.outbox().relayParts().tasks().schedule(task, delay);
    }

    @Override
    public Clock clock() {
        return kit.outbox().clock();
    }

    @Override
    public Sender sender() {
        return kit.outbox().broker();
    }

    @Override
    public void published(Object message, SealedEnvelope sealed) {
        Object payload = message instanceof Envelope envelope ? envelope.payload() : message;
        kit.outbox().log().note(new PublishedMessage<>(payload, sealed));
    }
}
