package io.outboxed.jpa;

import io.outboxed.Outboxed;
import io.outboxed.inbox.Idempotent;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.AnnotatedType;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The message-driven beans that use an outbox or its inbox in their own transaction, as their annotations tell.
 *
 * <p><b>Threads:</b> the deployment's.
 */
final class MessageDrivenBeans {
    private static final String MESSAGE_DRIVEN = "jakarta.ejb.MessageDriven";

    private final Map<String, Set<String>> classesByOutbox = new TreeMap<>();

    /** Looks at a class. */
    void add(AnnotatedType<?> type) {
        boolean isMessageDriven = type.getAnnotations().stream()
                .anyMatch(a -> a.annotationType().getName().equals(MESSAGE_DRIVEN));
        if (isMessageDriven) {
            String name = type.getJavaClass().getName();
            add(name, type);
            type.getMethods().forEach(method -> add(name, method));
        }
    }

    /**
     * The names of the classes, sorted.
     *
     * @param outbox the name of a further outbox's persistence unit; empty for the main outbox
     */
    Set<String> using(String outbox) {
        return Collections.unmodifiableSet(classesByOutbox.getOrDefault(outbox, Set.of()));
    }

    private void add(String name, Annotated annotated) {
        Idempotent idempotent = annotated.getAnnotation(Idempotent.class);
        if (idempotent != null) {
            add(name, idempotent.unitName());
        }
        Outboxed outboxed = annotated.getAnnotation(Outboxed.class);
        if (outboxed != null) {
            add(name, outboxed.unitName());
        }
    }

    private void add(String name, String outbox) {
        classesByOutbox.computeIfAbsent(outbox, key -> new TreeSet<>()).add(name);
    }
}
