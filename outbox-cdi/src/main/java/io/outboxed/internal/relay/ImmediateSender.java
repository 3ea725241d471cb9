package io.outboxed.internal.relay;

import io.outboxed.spi.Entry;
import io.outboxed.spi.Sender;

/**
 * A sender that also sends outside of a transaction. In one, what a broker has against a message may come to light at the commit
 * only, and then as an exception that does not say what it was.
 */
public interface ImmediateSender extends Sender {

    /**
     * Sends one entry at once. Called without a transaction.
     *
     * @throws io.outboxed.spi.EntryRejectedException if the entry is to blame
     * @throws io.outboxed.spi.SenderUnavailableException if nothing is taken, or nothing for its destination
     * @throws Exception if it was not accepted for another reason
     */
    void sendNow(Entry entry) throws Exception;
}
