package io.outboxed.spi;

/**
 * Sees each entry on its way into the outbox and out of it, and may change what it carries: compress or encrypt what is stored, bring an
 * old payload up to date, write it in the form that consumers expect.
 *
 * <p>CDI beans. {@link #onStore} is called in the order of {@code @Priority}, highest first, without one 0; {@link #onSend} in the
 * opposite order, so that what was done last is undone first. The stored entry is what operators see, and what is deleted, parked or
 * buried; a {@link Sender} gets what the last {@link #onSend} returned.
 *
 * <p>Payload, headers, type, correlation id and priority may change. Everything else must stay: id, destination, key and times, and of an
 * entry its place.
 *
 * <p><b>Threads:</b> any number at once.
 */
public interface EntryTransformer {

    /**
     * Begins the name of a header that says that the stored payload must not go out as it is. The transformer that put it there removes it
     * in {@link #onSend}; an entry that still has such a header is not sent (OUTBOX-4051), so that nobody gets it encrypted because a node
     * lacks the transformer. Applications cannot set headers of such names.
     */
    String UNDO = "outbox_stored_";

    /**
     * Called once, when the application starts, before anything is published or sent, also where the relay is disabled.
     *
     * @throws Exception if it cannot do its work; the deployment fails
     */
    default void prepare() throws Exception {}

    /**
     * Gives what is to be stored. The limit {@code outbox.payload.max-bytes} is that of what the last one returns.
     *
     * <p><b>Transaction:</b> runs in the publisher's thread and transaction, in the call that publishes.
     *
     * @param envelope serialised, and changed by those before
     * @throws Exception if it cannot; the publication fails with {@link io.outboxed.PublishException}, this as the cause
     */
    default SealedEnvelope onStore(SealedEnvelope envelope) throws Exception {
        return envelope;
    }

    /**
     * Gives what is to be sent.
     *
     * <p><b>Transaction:</b> none; what needs one begins its own. Runs in a thread of the relay, each time the entry is sent, and while the
     * pass owns the lane: other entries wait for it.
     *
     * @param entry as stored, and changed by those before; never expired
     * @throws EntryRejectedException if the entry cannot be sent; if it is permanent, it is buried at once
     * @throws Exception if it cannot be sent now; an attempt is counted. Later entries of its key wait, all others go
     */
    default Entry onSend(Entry entry) throws Exception {
        return entry;
    }
}
