package io.outboxed.example.infrastructure;

/** Where the server offers the queues. */
public final class Queues {
    public static final String ORDERS = "java:global/jms/orders";
    public static final String SHIPMENTS = "java:global/jms/shipments";

    private Queues() {}
}
