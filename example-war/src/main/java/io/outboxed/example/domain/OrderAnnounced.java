package io.outboxed.example.domain;

/** The partner is to hear of an order. */
public record OrderAnnounced(long orderId, String customer, String item, int quantity) {}
