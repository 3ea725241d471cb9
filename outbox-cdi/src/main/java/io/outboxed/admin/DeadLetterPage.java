package io.outboxed.admin;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Some of the dead letters that were asked for.
 *
 * @param letters in the order of their burial, then of their ids; unmodifiable
 * @param next where the next page begins, for {@link DeadLetters#find(DeadLetterFilter, int, String)}; empty if there are no more.
 *     A text of letters, digits and {@code _-.~}, good for a URL
 */
public record DeadLetterPage(List<DeadLetter> letters, Optional<String> next) {

    /** Refuses null. */
    public DeadLetterPage {
        letters = List.copyOf(letters);
        Objects.requireNonNull(next, "next");
    }
}
