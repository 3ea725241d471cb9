package io.outboxed.example.probe;

import io.outboxed.spi.OutboxListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts messages that consumers have skipped. */
@ApplicationScoped
public class Skips implements OutboxListener {
    private final AtomicInteger count = new AtomicInteger();

    @Override
    public void skipped(String consumer) {
        count.incrementAndGet();
    }

    int count() {
        return count.get();
    }
}
