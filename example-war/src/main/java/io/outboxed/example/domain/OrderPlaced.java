package io.outboxed.example.domain;

/** An order was placed. */
public record OrderPlaced(long orderId, String customer, String item, int quantity) {}
