package io.outboxed.spi;

import java.time.Duration;

/**
 * Keeps which consumer has worked on which message, beside the state that the work changes.
 *
 * <p>There is one instance. Any number of threads call it at once, each in a transaction of its own: it takes part in the calling
 * thread's JTA transaction and starts none. {@link OutboxStore#prepare} has made it ready.
 *
 * <p><b>Guarantee</b> that consumers rely on:
 *
 * <ul>
 *   <li>What a transaction did here takes effect if, and only if, it commits. A store that cannot promise that for the calling
 *       transaction throws before it writes.
 *   <li>Of two transactions that remember the same message for the same consumer, over all nodes, at most one commits after it got true.
 *   <li>Names and ids that differ in anything, case and spaces at the end included, are different.
 * </ul>
 *
 * <p>Failures are thrown as {@link io.outboxed.StoreException} or as the provider's own unchecked exceptions; the transaction is then
 * to be rolled back.
 */
@PerUnit
public interface InboxStore {

    /**
     * Remembers a message for a consumer. Waits for another transaction that remembers the same, until it ends: then false if it has
     * committed, and true if it rolled back. No answer may leave the transaction unusable. Where the database does not let it wait
     * so long, or cannot answer in the transaction's isolation level, the call fails.
     *
     * <p><b>Transaction:</b> mandatory, the application's.
     *
     * @param consumer 1 to 100 characters
     * @param messageId 1 to 255 characters
     * @return false if it is remembered already, by this transaction or one that has committed
     */
    boolean remember(String consumer, String messageId);

    /**
     * Forgets a message.
     *
     * <p><b>Transaction:</b> mandatory, the application's.
     *
     * @return false if it was not remembered
     */
    boolean forget(String consumer, String messageId);

    /**
     * Forgets messages that were remembered longer ago, by the store's own clock. Leaves out what another transaction is working on,
     * where it can tell.
     *
     * <p><b>Transaction:</b> mandatory; one of the relay's, or of {@link io.outboxed.inbox.Inbox#purge}.
     *
     * @param max at most so many, ≥ 1
     * @return how many; there may be more if it is {@code max}
     */
    int purge(Duration retention, int max);
}
