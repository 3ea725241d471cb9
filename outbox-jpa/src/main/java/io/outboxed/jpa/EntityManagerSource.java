package io.outboxed.jpa;

import io.outboxed.spi.PerUnit;
import jakarta.persistence.EntityManager;

/** Gives the entity manager of the outbox, which works in the calling thread's transaction. */
@PerUnit
interface EntityManagerSource {

    /**
     * The entity manager; safe for any number of threads, each in its own transaction.
     *
     * @throws io.outboxed.OutboxConfigException if it is not clear which persistence unit holds the outbox
     */
    EntityManager get();

    /**
     * Whether its connection may be in auto-commit in spite of a transaction, so that whoever writes has to ask; known once
     * {@link #get} was called.
     */
    boolean mayBeInAutoCommit();

    /** Names its persistence unit for people. */
    String unit();
}
