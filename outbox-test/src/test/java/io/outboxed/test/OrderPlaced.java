package io.outboxed.test;

/** What the tests publish. */
public record OrderPlaced(String orderId, int amount) {}
