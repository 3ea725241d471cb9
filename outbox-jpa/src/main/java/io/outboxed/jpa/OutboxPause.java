package io.outboxed.jpa;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * A destination that an operator has paused. Only the store's
 * SQL touches it; the entity makes the table part of a schema that the provider generates.
 */
@Entity
@Cacheable(false)
@Access(AccessType.FIELD)
@Table(name = "outbox_pause")
public class OutboxPause {

    @Id
    @Column(name = "DESTINATION", length = 255, nullable = false)
    private String destination;

    @Column(name = "SINCE", nullable = false)
    private long since;

    /** For the persistence provider. */
    protected OutboxPause() {}
}
