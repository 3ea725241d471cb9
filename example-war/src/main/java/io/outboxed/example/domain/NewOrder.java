package io.outboxed.example.domain;

/** What a customer asks for. */
public record NewOrder(String customer, String item, int quantity) {}
