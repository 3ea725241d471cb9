package io.outboxed;

/** What publishing does with a message whose id, given by the caller, is known already. */
public enum OnDuplicate {
    /** Fail with {@link PublishException}, so that the transaction rolls back. */
    REFUSE,
    /** Store nothing for it, and return the id as if it had been stored: it was, by an earlier call. */
    IGNORE
}
