package io.outboxed.test;

import io.outboxed.spi.SealedEnvelope;
import io.outboxed.test.memory.InMemoryOutboxStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What was published, and the assertion about it that was begun last. */
final class PublishedLog {
    private final InMemoryOutboxStore store;
    private final Map<String, PublishedMessage<?>> noted = new LinkedHashMap<>();
    private Published<?> unfinished;

    PublishedLog(InMemoryOutboxStore store) {
        this.store = store;
    }

    <T> Published<T> start(Class<T> payload, String name) {
        verify();
        Published<T> chain = new Published<>(this, payload, name);
        unfinished = chain;
        return chain;
    }

    void goesOn(Published<?> chain, Published<?> longer) {
        if (unfinished == chain) {
            unfinished = longer;
        }
    }

    void finished(Published<?> chain) {
        if (unfinished == chain) {
            unfinished = null;
        }
    }

    /** Fails if the last chain has no ending and is not met. */
    void verify() {
        Published<?> last = unfinished;
        unfinished = null;
        if (last != null) {
            last.verify();
        }
    }

    /** Keeps what is published, committed or not. */
    synchronized void note(PublishedMessage<?> message) {
        noted.put(message.envelope().id(), message);
    }

    /** What was published in transactions that have committed, in that order. */
    synchronized List<PublishedMessage<?>> committed() {
        return store.published().stream()
                .<PublishedMessage<?>>map(
                        stored -> noted.getOrDefault(stored.id(), new PublishedMessage<>(stored, stored)))
                .toList();
    }

    /** What was published in transactions that have not committed. */
    synchronized List<PublishedMessage<?>> uncommitted() {
        Set<String> committed =
                store.published().stream().map(SealedEnvelope::id).collect(Collectors.toSet());
        return noted.values().stream()
                .filter(message -> !committed.contains(message.envelope().id()))
                .toList();
    }
}
