package io.outboxed.jpa;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * A slice of keys: the lock of strict keys. Only the store's
 * SQL touches it; the entity makes the table part of a schema that the provider generates.
 */
@Entity
@Cacheable(false)
@Access(AccessType.FIELD)
@Table(name = "outbox_key")
public class OutboxKey {

    @Id
    @Column(name = "SLOT", nullable = false)
    private int slot;

    /** For the persistence provider. */
    protected OutboxKey() {}
}
