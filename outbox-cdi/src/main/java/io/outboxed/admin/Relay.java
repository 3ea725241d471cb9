package io.outboxed.admin;

import io.outboxed.spi.StoreStatus;

/**
 * The part of Outboxed that sends. Inject it to see how it is doing.
 *
 * <p><b>Threads:</b> any number at once.
 */
public interface Relay {

    /**
     * Counts what the outbox holds.
     *
     * <p><b>Transaction:</b> reads in a new one of its own.
     */
    StoreStatus status();
}
