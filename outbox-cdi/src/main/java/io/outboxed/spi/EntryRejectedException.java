package io.outboxed.spi;

import java.util.Objects;

/** One entry cannot be sent, because of what it is. */
public class EntryRejectedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Entry entry;
    private final boolean permanent;

    /**
     * Names the entry.
     *
     * @param entry one of those that were to be sent
     * @param permanent true if another attempt is pointless, so that the entry is buried at once
     * @param message what is wrong, with nothing of the payload or of header values
     * @param cause may be null
     */
    public EntryRejectedException(Entry entry, boolean permanent, String message, Throwable cause) {
        super(message, cause);
        this.entry = Objects.requireNonNull(entry, "entry");
        this.permanent = permanent;
    }

    /** The entry at fault. */
    public Entry entry() {
        return entry;
    }

    /** Whether another attempt is pointless. */
    public boolean isPermanent() {
        return permanent;
    }
}
