package io.outboxed;

import io.outboxed.spi.PerUnit;
import java.util.Collection;
import java.util.List;

/**
 * Stores messages in the caller's transaction; the relay sends them after its commit.
 *
 * <p>Inject it. A <em>message</em> is a payload (any object that can be serialised) or an {@link Envelope} around one.
 *
 * <p><b>Transaction:</b> mandatory for every method: without an active one they throw {@link PublishException} before
 * anything is written. A failure marks the transaction for rollback, as {@code EntityManager} does, so that state never
 * commits without its message.
 *
 * <p><b>Guarantee:</b> stored if, and only if, the transaction commits; then sent at least once, always with the same
 * message id. Messages of one key are sent in the order of their transactions, and within a transaction in the order of
 * publishing. Nothing here touches JMS.
 *
 * <p><b>Threads:</b> safe for use by any number of threads; each call works in its own thread's transaction.
 */
@PerUnit
public interface Outbox {

    /**
     * Stores one message.
     *
     * @param message payload or {@link Envelope}
     * @return the message id; that of the earlier message where this one is a duplicate that is ignored
     * @throws NullPointerException if {@code message} is null
     * @throws PublishException if there is no active transaction, no destination, the key property is missing or null, or
     *     the payload cannot be serialised or is larger than {@code outbox.payload.max-bytes}, the message would expire before
     *     it may go, or its id is known already and a duplicate is to be refused
     */
    String publish(Object message);

    /**
     * Stores messages in the order of iteration.
     *
     * @param messages payloads and {@link Envelope}s, mixed at will
     * @return the message ids, in the same order
     * @throws NullPointerException if {@code messages} or one of them is null
     * @throws PublishException as {@link #publish}
     */
    List<String> publishAll(Collection<?> messages);

    /**
     * Makes an entity persistent and stores a message: state and message in one step. A duplicate message that is to be
     * ignored ({@link OnDuplicate#IGNORE}) leaves the entity persistent all the same; so with the other methods.
     *
     * @throws PublishException as {@link #publish}, or if the entity is not part of the outbox's persistence unit
     */
    void persist(Object entity, Object message);

    /**
     * Merges an entity and stores a message.
     *
     * @return the managed instance, as {@code EntityManager.merge}
     * @throws PublishException as {@link #persist}
     */
    <E> E merge(E entity, Object message);

    /**
     * Removes an entity, merging it first if it is detached, and stores a message.
     *
     * @throws PublishException as {@link #persist}
     */
    void remove(Object entity, Object message);

    /** Persists all entities in the order of iteration, then stores all messages; see {@link #persist}. */
    void persistAll(Collection<?> entities, Collection<?> messages);

    /** Merges all entities in the order of iteration, then stores all messages; see {@link #merge}. */
    <E> List<E> mergeAll(Collection<? extends E> entities, Collection<?> messages);

    /** Removes all entities in the order of iteration, then stores all messages; see {@link #remove}. */
    void removeAll(Collection<?> entities, Collection<?> messages);
}
