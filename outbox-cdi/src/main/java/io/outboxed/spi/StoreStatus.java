package io.outboxed.spi;

import java.time.Duration;

/**
 * What a store holds.
 *
 * @param ready entries that are to be sent as soon as possible
 * @param retrying entries that wait for another attempt
 * @param dead dead letters
 * @param oldestAge time since the oldest entry that is ready or retrying was stored, zero if there is none
 */
public record StoreStatus(long ready, long retrying, long dead, Duration oldestAge) {}
