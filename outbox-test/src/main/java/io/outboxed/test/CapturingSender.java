package io.outboxed.test;

import io.outboxed.spi.Batch;
import io.outboxed.spi.Entry;
import io.outboxed.spi.MessageProperties;
import io.outboxed.spi.Sender;
import io.outboxed.spi.SenderUnavailableException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.util.ArrayList;
import java.util.List;

/** The broker: remembers what the transactions have sent that it has committed. */
final class CapturingSender implements Sender {
    private final TestOutbox outbox;
    private final List<CapturedSend> sent = new ArrayList<>();
    private int batches;

    CapturingSender(TestOutbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public String name() {
        return "test's broker";
    }

    @Override
    public void send(Batch batch) throws Exception {
        Faults faults = outbox.faults();
        outbox.advance(faults.slowness());
        faults.checkBroker();
        faults.checkBatch(batch);
        List<CapturedSend> captured = new ArrayList<>();
        int number = nextBatch();
        for (Entry entry : batch.entries()) {
            faults.checkEntry(entry);
            captured.add(captured(entry, number));
        }
        if (faults.losesAcknowledgement()) {
            add(captured);
            throw new IllegalStateException("The acknowledgement of the test's broker was lost");
        }
        TestTransaction transaction = outbox.transactions().current();
        transaction.synchronizations.add(new AfterCommit(() -> {
            add(captured);
            if (transaction.outer != null) {
                transaction.outer.fault = faults.takeOfRelay();
            }
        }));
    }

    @Override
    public void probe() throws SenderUnavailableException {
        outbox.faults().checkBroker();
    }

    private CapturedSend captured(Entry entry, int batch) {
        return new CapturedSend(
                entry.id(),
                entry.destination(),
                entry.envelope().type(),
                entry.key(),
                entry.envelope().payload(),
                MessageProperties.of(entry.envelope(), outbox.config()),
                entry.envelope().correlationId(),
                entry.envelope().priority(),
                entry.timeToLive(),
                entry.attempts() + 1,
                batch,
                outbox.now());
    }

    private synchronized int nextBatch() {
        return ++batches;
    }

    private synchronized void add(List<CapturedSend> captured) {
        sent.addAll(captured);
    }

    synchronized CapturedSends sends() {
        return new CapturedSends(sent);
    }

    private record AfterCommit(Runnable work) implements Synchronization {
        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                work.run();
            }
        }
    }
}
