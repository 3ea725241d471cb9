package io.outboxed.example.domain;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/** What was sent for an order; one per order. */
@Entity
@Table(name = "shipment")
public class Shipment {

    @Id
    @SequenceGenerator(name = "shipment_seq", sequenceName = "shipment_seq", allocationSize = 1)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "shipment_seq")
    private Long id;

    @Column(name = "order_id")
    private long orderId;

    @Column(name = "shipped_at")
    private long shippedAt;

    protected Shipment() {}

    /** Sends an order's goods on their way. */
    public Shipment(long orderId, Instant shipped) {
        this.orderId = orderId;
        this.shippedAt = shipped.toEpochMilli();
    }

    public long id() {
        return id;
    }
}
