package io.outboxed.spi;

import java.time.Duration;

/**
 * What a store holds.
 *
 * @param ready entries that are to be sent as soon as possible
 * @param waiting entries that wait for an earlier one of their key, or for their destination
 * @param scheduled entries that wait for their time
 * @param retrying entries that wait for another attempt
 * @param dead dead letters
 * @param delivered entries that were sent, or that expired, and are kept for the retention
 * @param oldestAge time since the earliest {@link SealedEnvelope#occurred} of a ready, waiting or retrying entry, by the
 *     store's clock; zero if there is none, or if it lies ahead of that clock
 */
public record StoreStatus(
        long ready, long waiting, long scheduled, long retrying, long dead, long delivered, Duration oldestAge) {}
