package io.outboxed.jpa;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * A lane: its row is the lock that a pass holds, and says for nothing when the next retrying entry is due. Only the store's
 * SQL touches it; the entity makes the table part of a schema that the provider generates.
 */
@Entity
@Cacheable(false)
@Access(AccessType.FIELD)
@Table(name = "outbox_lane")
public class OutboxLane {

    @Id
    @Column(name = "LANE", nullable = false)
    private int lane;

    @Column(name = "NEXT_DUE")
    private Long nextDue;

    /** For the persistence provider. */
    protected OutboxLane() {}
}
