package io.outboxed.jpa;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * A lane: its row is the lock that a pass holds, and says for nothing what a pass wants to know. Only the store's
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

    @Column(name = "RELEASE_DUE")
    private Long releaseDue;

    @Column(name = "HAS_PARKED")
    private Integer hasParked;

    @Column(name = "FLIGHT_FIRST")
    private Long flightFirst;

    @Column(name = "FLIGHT_LAST")
    private Long flightLast;

    @Column(name = "FLIGHT_DEATHS")
    private Integer flightDeaths;

    @Column(name = "FLIGHT_SINCE")
    private Long flightSince;

    /** For the persistence provider. */
    protected OutboxLane() {}
}
