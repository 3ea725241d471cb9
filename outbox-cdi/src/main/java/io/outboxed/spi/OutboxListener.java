package io.outboxed.spi;

import io.outboxed.admin.Backlog;
import java.time.Duration;

/**
 * Hears of what this node has done with entries, after it was committed: for metrics, traces, alarms. Any CDI bean of this type is
 * called; one without a scope, or of {@code @ApplicationScoped} or {@code @Singleton}.
 *
 * <p><b>Transaction:</b> none may be used. {@link #published} and {@link #skipped} are called in the publisher's or consumer's thread, which still
 * carries the finished transaction; all others in a thread of the relay.
 *
 * <p><b>Guarantee:</b> none. What is called is lost if the process dies after the commit. An exception is logged (OUTBOX-3012) and
 * disturbs nobody.
 *
 * <p><b>Threads:</b> any number at once. The relay waits for the call to return, so it must not block.
 */
public interface OutboxListener {

    /** A transaction that has published so many messages, at least one, has committed. */
    default void published(int count) {}

    /** A worker has taken a lane that had wanted a pass for so long. */
    default void taken(int lane, Duration waited) {}

    /** The broker, or another {@link Sender}, has accepted entries, and they were taken out of their lane. */
    default void sent(SentBatch batch) {}

    /**
     * Sending an entry has failed, and it is tried again.
     *
     * @param attempts failed attempts so far, this one included
     * @param error code and class of the failure, without anything of the payload
     */
    default void failed(Entry entry, int attempts, String error, Duration nextAttempt) {}

    /**
     * Sending an entry has failed, and it has become a dead letter.
     *
     * @param holdsKey whether later entries of its key wait until it is redriven or discarded
     */
    default void buried(Entry entry, int attempts, String error, boolean holdsKey) {}

    /** An entry has expired and was dropped unsent. */
    default void expired(Entry entry) {}

    /**
     * A consumer was given a message that it has worked on before, and its transaction, in which nothing was done for the message, has
     * committed.
     *
     * @param consumer its name, as {@link io.outboxed.inbox.Inbox#firstTime} has it
     */
    default void skipped(String consumer) {}

    /** What the outbox holds, for all nodes; told about every ten seconds while the relay runs. */
    default void backlog(Backlog backlog) {}
}
