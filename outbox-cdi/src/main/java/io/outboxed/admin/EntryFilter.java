package io.outboxed.admin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Says which dead letters, or which retrying entries, are meant: those that meet all that is said here. A part that is null is not said. Start with {@link
 * #all}: {@code EntryFilter.all().withDestination("orders").withErrorContaining("OUTBOX-4003")}.
 *
 * <p><b>Threads:</b> immutable.
 *
 * @param id the message id, 1 to 255 characters
 * @param destination where they were to go, 1 to 255 characters
 * @param type the messages' type, 1 to 255 characters
 * @param key the ordering key, 1 to 255 characters
 * @param errorContaining a part of {@link DeadLetter#error} or {@link RetryingEntry#error}, 1 to 255 characters; upper and lower case differ
 * @param from given up then or later, or due then or later, by the store's clock
 * @param before given up before then, or due before then; &gt; {@code from}
 */
public record EntryFilter(
        String id, String destination, String type, String key, String errorContaining, Instant from, Instant before) {

    private static final int MAX_LENGTH = 255;
    private static final EntryFilter ALL = new EntryFilter(null, null, null, null, null, null, null);

    /**
     * Checks what is said.
     *
     * @throws IllegalArgumentException if a text is blank or has &gt; 255 characters, or if {@code from} ≥ {@code
     *     before}
     */
    public EntryFilter {
        check("id", id);
        check("destination", destination);
        check("type", type);
        check("key", key);
        check("errorContaining", errorContaining);
        if (from != null && before != null && !from.isBefore(before)) {
            throw new IllegalArgumentException("from is " + from + "; it must be before before, which is " + before);
        }
    }

    private static void check(String what, String text) {
        if (text != null && (text.isBlank() || text.length() > MAX_LENGTH)) {
            throw new IllegalArgumentException(what + " is "
                    + (text.isBlank() ? "blank" : text.length() + " characters long") + "; it must have 1 to "
                    + MAX_LENGTH + " characters, or be null for any");
        }
    }

    /** All of them. */
    public static EntryFilter all() {
        return ALL;
    }

    /** This filter, with another {@link #id}. */
    public EntryFilter withId(String value) {
        return new EntryFilter(value, destination, type, key, errorContaining, from, before);
    }

    /** This filter, with another {@link #destination}. */
    public EntryFilter withDestination(String value) {
        return new EntryFilter(id, value, type, key, errorContaining, from, before);
    }

    /** This filter, with another {@link #type}. */
    public EntryFilter withType(String value) {
        return new EntryFilter(id, destination, value, key, errorContaining, from, before);
    }

    /** This filter, with another {@link #key}. */
    public EntryFilter withKey(String value) {
        return new EntryFilter(id, destination, type, value, errorContaining, from, before);
    }

    /** This filter, with another {@link #errorContaining}. */
    public EntryFilter withErrorContaining(String value) {
        return new EntryFilter(id, destination, type, key, value, from, before);
    }

    /** This filter, with another {@link #from}. */
    public EntryFilter withFrom(Instant value) {
        return new EntryFilter(id, destination, type, key, errorContaining, value, before);
    }

    /** This filter, with another {@link #before}. */
    public EntryFilter withBefore(Instant value) {
        return new EntryFilter(id, destination, type, key, errorContaining, from, value);
    }

    /** What is said, for people. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        tell(parts, "id ", id);
        tell(parts, "destination ", destination);
        tell(parts, "type ", type);
        tell(parts, "key ", key);
        tell(parts, "error containing ", errorContaining);
        tell(parts, "from ", from);
        tell(parts, "before ", before);
        return parts.isEmpty() ? "all" : String.join(", ", parts);
    }

    private static void tell(List<String> parts, String what, Object value) {
        if (value != null) {
            parts.add(what + value);
        }
    }
}
