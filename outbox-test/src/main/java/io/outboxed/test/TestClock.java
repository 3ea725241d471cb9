package io.outboxed.test;

import io.outboxed.test.memory.InMemoryOutboxStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The store's time. */
final class TestClock extends Clock {
    private final InMemoryOutboxStore store;
    private final ZoneId zone;

    TestClock(InMemoryOutboxStore store) {
        this(store, ZoneOffset.UTC);
    }

    private TestClock(InMemoryOutboxStore store, ZoneId zone) {
        this.store = store;
        this.zone = zone;
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new TestClock(store, other);
    }

    @Override
    public Instant instant() {
        return store.now();
    }
}
