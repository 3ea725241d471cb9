package io.outboxed.jpa;

import jakarta.persistence.EntityManager;
import java.util.List;

/** Knows which classes are entities of a persistence unit. */
final class EntityClasses {

    /** Those of the outbox. */
    static final List<Class<?>> OUTBOX = List.of(
            OutboxEntry.class,
            ParkedEntry.class,
            OutboxLane.class,
            OutboxId.class,
            OutboxKey.class,
            OutboxPause.class,
            OutboxInbox.class);

    private EntityClasses() {}

    /** Whether the class, or one that it extends (it may be a provider's proxy), is an entity. */
    static boolean isEntity(EntityManager em, Class<?> type) {
        Class<?> each = type;
        while (each != null && each != Object.class) {
            try {
                em.getMetamodel().entity(each);
                return true;
            } catch (IllegalArgumentException notThisOne) {
                each = each.getSuperclass();
            }
        }
        return false;
    }
}
