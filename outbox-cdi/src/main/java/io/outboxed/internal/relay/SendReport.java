package io.outboxed.internal.relay;

import io.outboxed.spi.Entry;
import io.outboxed.spi.SenderUnavailableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What became of a batch. Entries that appear nowhere stay where they are: their key or the transport has to wait. */
final class SendReport {

    /** An entry that its sender refused. */
    record Rejection(Entry entry, boolean permanent, Exception cause) {}

    private final List<Entry> accepted = new ArrayList<>();
    private final List<Rejection> rejected = new ArrayList<>();
    private final Map<String, Long> firstFailure = new HashMap<>();
    private SenderUnavailableException outage;

    void accept(List<Entry> entries) {
        accepted.addAll(entries);
    }

    /** Notes a failed entry; later ones of its key are held back from now on, while earlier ones may still go. */
    void reject(Entry entry, boolean permanent, Exception cause) {
        rejected.add(new Rejection(entry, permanent, cause));
        if (entry.key() != null) {
            firstFailure.merge(entry.key(), entry.position(), Math::min);
        }
    }

    void unavailable(SenderUnavailableException cause) {
        outage = cause;
    }

    boolean isHeld(Entry entry) {
        return entry.key() != null && firstFailure.getOrDefault(entry.key(), Long.MAX_VALUE) < entry.position();
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
