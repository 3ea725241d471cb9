package io.outboxed.example.infrastructure;

/** Where the server offers the queues. */
public final class Queues {
    public static final String ORDERS = "jms/orders";
    public static final String SHIPMENTS = "jms/shipments";

    private Queues() {}
}
