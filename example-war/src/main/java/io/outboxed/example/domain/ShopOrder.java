package io.outboxed.example.domain;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/** An order, as it was placed. */
@Entity
@Table(name = "shop_order")
public class ShopOrder {

    /** Drawn one by one, so that the ids of a customer's orders rise in the order of placing. */
    @Id
    @SequenceGenerator(name = "shop_order_seq", sequenceName = "shop_order_seq", allocationSize = 1)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "shop_order_seq")
    private Long id;

    private String customer;
    private String item;
    private int quantity;

    @Enumerated(EnumType.STRING)
    private OrderStatus status;

    /** Milliseconds since 1970; an {@code Instant} is not portable between JPA 3.1 providers. */
    @Column(name = "placed_at")
    private long placedAt;

    protected ShopOrder() {}

    /** A new order. */
    public ShopOrder(NewOrder order, Instant placed) {
        this.customer = order.customer();
        this.item = order.item();
        this.quantity = order.quantity();
        this.status = OrderStatus.PLACED;
        this.placedAt = placed.toEpochMilli();
    }

    /** Notes that the goods are on their way; to say so twice changes nothing. */
    public void markShipped() {
        status = OrderStatus.SHIPPED;
    }

    public long id() {
        return id;
    }

    public String customer() {
        return customer;
    }

    public String item() {
        return item;
    }

    public int quantity() {
        return quantity;
    }

    public OrderStatus status() {
        return status;
    }

    public Instant placed() {
        return Instant.ofEpochMilli(placedAt);
    }
}
