package io.outboxed.internal.relay;

import io.outboxed.spi.Entry;
import io.outboxed.spi.SenderUnavailableException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What became of a batch. Entries that appear nowhere stay where they are: their key or the transport has to wait. */
final class SendReport {

    /** An entry that its sender refused. */
    record Rejection(Entry entry, boolean permanent, Exception cause) {}

    private final List<Entry> accepted = new ArrayList<>();
    private final List<Rejection> rejected = new ArrayList<>();
    private final Set<String> heldKeys = new HashSet<>();
    private SenderUnavailableException outage;

    void accept(List<Entry> entries) {
        accepted.addAll(entries);
    }

    /** Notes a failed entry; later entries of its key are held back from now on. */
    void reject(Entry entry, boolean permanent, Exception cause) {
        rejected.add(new Rejection(entry, permanent, cause));
        if (entry.key() != null) {
            heldKeys.add(entry.key());
        }
    }

    void unavailable(SenderUnavailableException cause) {
        outage = cause;
    }

    boolean isHeld(Entry entry) {
        return entry.key() != null && heldKeys.contains(entry.key());
    }

    List<Entry> accepted() {
        return accepted;
    }

    List<Rejection> rejected() {
        return rejected;
    }

    Optional<SenderUnavailableException> outage() {
        return Optional.ofNullable(outage);
    }
}
