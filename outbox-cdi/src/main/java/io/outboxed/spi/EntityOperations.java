package io.outboxed.spi;

/**
 * Changes an application's entities in the caller's transaction, for {@link io.outboxed.Outbox#persist} and its relatives.
 *
 * <p>One instance; any number of threads, each in its own transaction. An entity class that the persistence unit does not
 * know is refused with {@link io.outboxed.StoreException} before anything is written.
 */
@PerUnit
public interface EntityOperations {

    /** As {@code EntityManager.persist}. */
    void persist(Object entity);

    /** As {@code EntityManager.merge}. */
    <E> E merge(E entity);

    /** As {@code EntityManager.remove}; a detached entity is merged first. */
    void remove(Object entity);
}
