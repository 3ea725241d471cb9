package io.outboxed.internal.relay;

import io.outboxed.spi.Entry;

/** Hears of what happened, after it was committed. */
public interface RelayEvents {

    /** An entry has become a dead letter; {@code error} is what is stored with it. */
    void buried(Entry entry, int attempts, String error, boolean holdsKey);

    /** So many entries were sent, more than none. */
    void sent(int count);

    /** Entries have expired and were dropped unsent. */
    void expired(Entry entry);
}
