package io.outboxed.example.domain;

/** An order's goods are on their way. */
public record OrderShipped(long orderId, String customer, long shipmentId) {}
