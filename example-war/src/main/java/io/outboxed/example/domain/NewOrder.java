package io.outboxed.example.domain;

/**
 * What a customer asks for.
 *
 * @param tellPartner whether the partner is to hear of it
 */
public record NewOrder(String customer, String item, int quantity, boolean tellPartner) {}
