package io.outboxed.admin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Says which dead letters are meant: those that meet all that is said here. A part that is null is not said. Start with {@link
 * #all}: {@code DeadLetterFilter.all().withDestination("orders").withErrorContaining("OUTBOX-4003")}.
 *
 * <p><b>Threads:</b> immutable.
 *
 * @param id the message id, 1 to 255 characters
 * @param destination where they were to go, 1 to 255 characters
 * @param type the messages' type, 1 to 255 characters
 * @param key the ordering key, 1 to 255 characters
 * @param errorContaining a part of {@link DeadLetter#error}, 1 to 255 characters; upper and lower case differ
 * @param buriedFrom given up then or later, by the store's clock
 * @param buriedBefore given up before then; &gt; {@code buriedFrom}
 */
public record DeadLetterFilter(
        String id,
        String destination,
        String type,
        String key,
        String errorContaining,
        Instant buriedFrom,
        Instant buriedBefore) {

    private static final int MAX_LENGTH = 255;
    private static final DeadLetterFilter ALL = new DeadLetterFilter(null, null, null, null, null, null, null);

    /**
     * Checks what is said.
     *
     * @throws IllegalArgumentException if a text is blank or has &gt; 255 characters, or if {@code buriedFrom} ≥ {@code
     *     buriedBefore}
     */
    public DeadLetterFilter {
        check("id", id);
        check("destination", destination);
        check("type", type);
        check("key", key);
        check("errorContaining", errorContaining);
        if (buriedFrom != null && buriedBefore != null && !buriedFrom.isBefore(buriedBefore)) {
            throw new IllegalArgumentException(
                    "buriedFrom is " + buriedFrom + "; it must be before buriedBefore, which is " + buriedBefore);
        }
    }

    private static void check(String what, String text) {
        if (text != null && (text.isBlank() || text.length() > MAX_LENGTH)) {
            throw new IllegalArgumentException(what + " is "
                    + (text.isBlank() ? "blank" : text.length() + " characters long") + "; it must have 1 to "
                    + MAX_LENGTH + " characters, or be null for any");
        }
    }

    /** All dead letters. */
    public static DeadLetterFilter all() {
        return ALL;
    }

    /** This filter, with another {@link #id}. */
    public DeadLetterFilter withId(String value) {
        return new DeadLetterFilter(value, destination, type, key, errorContaining, buriedFrom, buriedBefore);
    }

    /** This filter, with another {@link #destination}. */
    public DeadLetterFilter withDestination(String value) {
        return new DeadLetterFilter(id, value, type, key, errorContaining, buriedFrom, buriedBefore);
    }

    /** This filter, with another {@link #type}. */
    public DeadLetterFilter withType(String value) {
        return new DeadLetterFilter(id, destination, value, key, errorContaining, buriedFrom, buriedBefore);
    }

    /** This filter, with another {@link #key}. */
    public DeadLetterFilter withKey(String value) {
        return new DeadLetterFilter(id, destination, type, value, errorContaining, buriedFrom, buriedBefore);
    }

    /** This filter, with another {@link #errorContaining}. */
    public DeadLetterFilter withErrorContaining(String value) {
        return new DeadLetterFilter(id, destination, type, key, value, buriedFrom, buriedBefore);
    }

    /** This filter, with another {@link #buriedFrom}. */
    public DeadLetterFilter withBuriedFrom(Instant value) {
        return new DeadLetterFilter(id, destination, type, key, errorContaining, value, buriedBefore);
    }

    /** This filter, with another {@link #buriedBefore}. */
    public DeadLetterFilter withBuriedBefore(Instant value) {
        return new DeadLetterFilter(id, destination, type, key, errorContaining, buriedFrom, value);
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
        tell(parts, "buried from ", buriedFrom);
        tell(parts, "buried before ", buriedBefore);
        return parts.isEmpty() ? "all" : String.join(", ", parts);
    }

    private static void tell(List<String> parts, String what, Object value) {
        if (value != null) {
            parts.add(what + value);
        }
    }
}
