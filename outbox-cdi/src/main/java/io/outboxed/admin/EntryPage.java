package io.outboxed.admin;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Some of the entries that were asked for.
 *
 * @param <T> {@link DeadLetter} or {@link RetryingEntry}
 * @param entries in the order of their burial, or of their due times, then of their ids; unmodifiable
 * @param next where the next page begins, for {@link DeadLetters#find(EntryFilter, int, String)} or {@link
 *     Retries#find(EntryFilter, int, String)}; empty if there are no more. There may be a next page after one that is not full, or empty: a search for a destination, a type or an error
 *     ends after some hundred thousand entries, met or not, and goes on from there. A text of letters, digits and {@code _-.~}, good for a URL
 */
public record EntryPage<T>(List<T> entries, Optional<String> next) {

    /** Refuses null. */
    public EntryPage {
        entries = List.copyOf(entries);
        Objects.requireNonNull(next, "next");
    }
}
