package io.outboxed.example.domain;

/** How far an order has come. */
public enum OrderStatus {
    PLACED,
    SHIPPED
}
