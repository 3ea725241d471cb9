package io.outboxed.jpa;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Index;
import jakarta.persistence.Table;

/**
 * An entry that is not ready: it waits for something, or it is a dead letter, or delivered. The store moves entries here and
 * back with SQL; the entity makes the table part of a schema that the provider generates.
 */
@Entity
@Cacheable(false)
@Table(
        name = "outbox_parked",
        indexes = {
            @Index(name = "OUTBOX_PARKED_DUE", columnList = "LANE, STATE, DUE, ID"),
            @Index(name = "OUTBOX_PARKED_KEY", columnList = "MSG_KEY, LANE, STATE, POSITION")
        })
public class ParkedEntry extends StoredEnvelope {

    @Column(name = "POSITION")
    private Long position;

    @Column(name = "STATE", length = 16, nullable = false)
    private String state;

    @Column(name = "DUE")
    private Long due;

    @Column(name = "LAST_ERROR", length = 1000)
    private String lastError;

    /** For the persistence provider. */
    protected ParkedEntry() {}
}
