package io.outboxed.jpa;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;

/**
 * A message id that a caller gave. Only the store's
 * SQL touches it; the entity makes the table part of a schema that the provider generates.
 */
@Entity
@Cacheable(false)
@Access(AccessType.FIELD)
@Table(name = "outbox_id", indexes = @Index(name = "OUTBOX_ID_FORGET", columnList = "FORGET"))
public class OutboxId {

    @Id
    @Column(name = "ID", length = 36, nullable = false)
    private String id;

    @Column(name = "FORGET")
    private Long forget;

    /** For the persistence provider. */
    protected OutboxId() {}
}
