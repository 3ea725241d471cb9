package io.outboxed.inbox;

import io.outboxed.spi.PerUnit;

/**
 * A consumer's memory of the messages that it has worked on.
 *
 * <p>Inject it where {@link Idempotent} does not fit. Ask first, then work, in one transaction:
 *
 * <pre>{@code
 * if (inbox.firstTime("billing", event.id())) {
 *     bill(event);
 * }
 * }</pre>
 *
 * <p><b>Consumer:</b> whoever works on a message on his own account: two consumers of a topic have two names. The name is stored, so it
 * must stay the same when classes are renamed. 1 to 100 characters.
 *
 * <p><b>Message id:</b> what is the same each time the message comes, and different for different messages; 1 to 255 characters. {@link
 * MessageIds} reads it from a JMS message. Ids of different producers may be the same: give such messages names of consumers that
 * tell them apart.
 *
 * <p><b>Threads:</b> safe for use by any number of threads; each call works in its own thread's transaction.
 */
@PerUnit
public interface Inbox {

    /**
     * Tells whether a consumer gets a message for the first time, and remembers it if so.
     *
     * <p><b>Transaction:</b> mandatory; the message's work belongs in the same one. A failure marks it for rollback.
     *
     * <p><b>Guarantee:</b> the message is remembered if, and only if, the transaction commits, then for {@code outbox.inbox.retention}. So
     * let a failed work's exception roll the transaction back: one that is swallowed leaves the message as worked on. While another
     * transaction, on any node, holds an answer of true for the same message, the call waits: it answers false if that commits, true if it
     * rolls back. The wait ends where the database's lock timeout does, by an exception; some databases end it by one also where they run in
     * an isolation level that does not let a transaction see what came after its beginning, and where more than two wait. Such a
     * message comes again.
     *
     * @return false if the consumer has worked on the message, in an earlier transaction or in this one
     * @throws NullPointerException if an argument is null
     * @throws io.outboxed.InboxException if there is no active transaction (OUTBOX-6001), if an argument is blank, too long, or has
     *     characters that not every database can store (OUTBOX-6003), or if there is no store (OUTBOX-6005)
     * @throws io.outboxed.StoreException if the transaction's connection is in auto-commit (OUTBOX-5030)
     */
    boolean firstTime(String consumer, String messageId);

    /**
     * Forgets that a consumer has worked on a message, so that it works on it again if it comes again: for a deliberate replay.
     *
     * <p><b>Transaction:</b> mandatory; the message is forgotten if, and only if, it commits.
     *
     * @return false if it was not remembered
     * @throws RuntimeException as {@link #firstTime}
     */
    boolean forget(String consumer, String messageId);

    /**
     * Forgets all messages that were worked on longer ago than {@code outbox.inbox.retention}. The relay does that once a minute; only
     * where it is off ({@code outbox.relay.enabled=false}), call this from a timer. Any number of nodes may do it at once.
     *
     * <p><b>Transaction:</b> works in new ones of its own, a thousand messages each, also when the caller has one.
     *
     * @return how many messages were forgotten
     * @throws io.outboxed.InboxException if there is no store (OUTBOX-6005)
     * @throws RuntimeException if the store fails; what was forgotten until then is so
     */
    long purge();
}
