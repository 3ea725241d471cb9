package io.outboxed.spi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Entries that a {@link Sender} is to send, and the place to say which of them it could not.
 *
 * <p><b>Threads:</b> for the thread that sends.
 */
public final class Batch {
    private final List<Entry> entries;
    private final List<EntryRejectedException> rejections = new ArrayList<>();
    private final Map<String, Long> firstRejected = new HashMap<>();

    /** Entries in the order in which they are to be sent; at least one. */
    public Batch(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** The entries, in the order in which they are to be sent; those of one key must not overtake each other. */
    public List<Entry> entries() {
        return entries;
    }

    /**
     * Says that one entry was not sent, while others were or will be. From then on {@link #isHeld} is true for later entries
     * of its key, which must not be sent.
     *
     * @param permanent true if another attempt is pointless, so that the entry is buried at once
     * @param message what is wrong, with nothing of the payload or of header values
     * @param cause may be null
     */
    public void reject(Entry entry, boolean permanent, String message, Throwable cause) {
        rejections.add(new EntryRejectedException(entry, permanent, message, cause));
        if (entry.key() != null) {
            firstRejected.merge(entry.key(), entry.position(), Math::min);
        }
    }

    /** Whether an earlier entry of the same key was rejected, so that this one has to wait. */
    public boolean isHeld(Entry entry) {
        return entry.key() != null && firstRejected.getOrDefault(entry.key(), Long.MAX_VALUE) < entry.position();
    }

    /** What was rejected so far. */
    public List<EntryRejectedException> rejections() {
        return List.copyOf(rejections);
    }
}
