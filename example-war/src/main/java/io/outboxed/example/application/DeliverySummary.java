package io.outboxed.example.application;

/**
 * What arrived from one destination.
 *
 * @param received deliveries, repeated ones included
 * @param distinct messages
 * @param duplicates deliveries of a message that had been delivered before
 * @param outOfOrder messages that arrived after a later order of the same key
 */
public record DeliverySummary(long received, long distinct, long duplicates, long outOfOrder) {

    /** Nothing arrived. */
    public static final DeliverySummary NONE = new DeliverySummary(0, 0, 0, 0);
}
