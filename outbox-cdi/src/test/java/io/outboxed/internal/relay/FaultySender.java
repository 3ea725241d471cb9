package io.outboxed.internal.relay;

import io.outboxed.spi.Batch;
import io.outboxed.spi.Entry;
import io.outboxed.spi.EntryRejectedException;
import io.outboxed.spi.Sender;
import io.outboxed.spi.SenderUnavailableException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Fails as told; the cause is named only for {@code named} entries. */
final class FaultySender implements Sender {
    final List<String> uncommitted = new ArrayList<>();
    final Set<Long> named = new HashSet<>();
    final Set<Long> unnamed = new HashSet<>();
    boolean away;
    int sends;

    @Override
    public void send(Batch batch) throws Exception {
        sends++;
        if (away) {
            throw new IllegalStateException("connection lost");
        }
        for (Entry entry : batch.entries()) {
            if (named.contains(entry.position())) {
                throw new EntryRejectedException(entry, true, "bad", null);
            }
            uncommitted.add(entry.id());
        }
        for (Entry entry : batch.entries()) {
            if (unnamed.contains(entry.position())) {
                throw new IllegalStateException("commit failed");
            }
        }
    }

    @Override
    public void probe() throws SenderUnavailableException {
        if (away) {
            throw new SenderUnavailableException("away", null);
        }
    }
}
