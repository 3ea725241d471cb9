package io.outboxed.formats;

/**
 * Priorities of this module's transformers. An application's own have 0 or more, unless they say otherwise: they see a payload before it is
 * compressed and encrypted, and after that was undone.
 */
final class Order {
    /** Last before an entry is sent, so that the event has what everyone else made of it. */
    static final int CLOUD_EVENTS = 3_000;

    /** What a consumer redeems is what it would have got: nothing compressed. */
    static final int CLAIM_FOR_CONSUMER = 2_000;

    static final int COMPRESSION = -1_000;

    /** After the compression, as what is encrypted cannot be compressed. */
    static final int ENCRYPTION = -2_000;

    /** Keeps elsewhere what would be in the table: compressed and encrypted. */
    static final int CLAIM_FOR_SENDER = -3_000;

    private Order() {}
}
