package io.outboxed.example.application;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/** The trace of one delivery to a consumer; {@code repetition} counts the earlier ones of the same message. */
@Entity
@Table(name = "delivery")
public class Delivery {

    @Id
    @SequenceGenerator(name = "delivery_seq", sequenceName = "delivery_seq", allocationSize = 1)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "delivery_seq")
    private Long seq;

    private String destination;

    @Column(name = "message_id")
    private String messageId;

    private int repetition;
    private String type;

    @Column(name = "msg_key")
    private String key;

    private long occurred;

    @Column(name = "order_id")
    private long orderId;

    @Column(name = "delivery_count")
    private int deliveryCount;

    protected Delivery() {}

    Delivery(ReceivedMessage message, long orderId, int repetition) {
        this.destination = message.destination();
        this.messageId = message.id();
        this.repetition = repetition;
        this.type = message.type();
        this.key = message.key();
        this.occurred = message.occurred();
        this.orderId = orderId;
        this.deliveryCount = message.deliveryCount();
    }

    public long seq() {
        return seq;
    }

    public String destination() {
        return destination;
    }

    public String messageId() {
        return messageId;
    }

    public int repetition() {
        return repetition;
    }

    public String type() {
        return type;
    }

    public String key() {
        return key;
    }

    public Instant occurred() {
        return Instant.ofEpochMilli(occurred);
    }

    public long orderId() {
        return orderId;
    }

    public int deliveryCount() {
        return deliveryCount;
    }
}
