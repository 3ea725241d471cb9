package io.outboxed.spi;

import java.time.Duration;

/**
 * What a store holds.
 *
 * @param ready entries that are to be sent as soon as possible
 * @param retrying entries that wait for another attempt
 * @param dead dead letters
 * @param oldestAge time since the earliest {@link SealedEnvelope#occurred} of a ready or retrying entry, by the store's
 *     clock; zero if there is none, or if it lies ahead of that clock
 */
public record StoreStatus(long ready, long retrying, long dead, Duration oldestAge) {}
