package io.outboxed.spi;

/**
 * Hands entries over to what transports them. The default sends to JMS destinations; an application brings a CDI bean of its
 * own for others.
 *
 * <p><b>Transaction:</b> {@link #send} runs in a JTA transaction of its own that holds nothing but what the sender does there,
 * and commits when it returns. What it sends must be accepted for good when that transaction has committed.
 *
 * <p><b>Guarantee:</b> at least once. After a crash, or where a part of a batch failed, entries are sent again with the same
 * {@link Entry#id}. Entries of one key come in order.
 *
 * <p><b>Threads:</b> as many at once as there are workers, never two for the same lane.
 */
public interface Sender {

    /** What an outage is reported as, such as {@code web hook of the warehouse}; by default the class. */
    default String name() {
        return getClass().getName();
    }

    /** Whether this sender takes entries for the destination. Asked once per entry; cheap, and always the same answer. */
    default boolean accepts(String destination) {
        return true;
    }

    /**
     * Sends entries in the order of the batch. When it returns, all of them are taken as sent but those that were rejected by
     * {@link Batch#reject}, and those that are {@link Batch#isHeld held}.
     *
     * @param batch at least one entry, at most {@code outbox.relay.batch-size}
     * @throws SenderUnavailableException if nothing can be sent at the moment, whatever the message; no attempt is counted
     * @throws EntryRejectedException if one entry is the cause; nothing of this call may have been sent for good. Unless it is
     *     permanent, the relay asks {@link #probe} before it counts the attempt
     * @throws Exception if the cause is not known; nothing of this call may have been sent for good, or it may all have been.
     *     The relay then asks {@link #probe} and sends the batch in halves
     */
    void send(Batch batch) throws Exception;

    /**
     * Checks whether anything can be sent at the moment. Asked after a failure, before any entry is blamed, and now and then
     * during an outage.
     *
     * @throws SenderUnavailableException if not
     */
    default void probe() throws SenderUnavailableException {}

    /** Releases what the sender opened itself; called once, when the application stops. */
    default void close() {}
}
