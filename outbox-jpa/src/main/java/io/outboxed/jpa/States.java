package io.outboxed.jpa;

/** Values of OUTBOX_PARKED.STATE. An older version leaves alone what it does not know. */
final class States {
    /** Waits for its time; has no position yet. */
    static final String SCHEDULED = "SCHEDULED";
    /** Waits for its next attempt. */
    static final String RETRYING = "RETRYING";
    /** Waits for an earlier entry of its key, or for its destination. */
    static final String WAITING = "WAITING";
    /** Dead letter. */
    static final String DEAD = "DEAD";
    /** Dead letter whose key waits for what becomes of it. */
    static final String HOLDING = "HOLDING";
    /** Sent, and kept for the retention. */
    static final String DELIVERED = "DELIVERED";
    /** Dropped unsent, and kept for the retention. */
    static final String EXPIRED = "EXPIRED";

    /** A list for SQL: states that hold up later entries of the same key. */
    static final String HOLDING_UP = "('RETRYING', 'HOLDING', 'WAITING')";

    /** A list for SQL: dead letters. */
    static final String BURIED = "('DEAD', 'HOLDING')";

    private States() {}
}
