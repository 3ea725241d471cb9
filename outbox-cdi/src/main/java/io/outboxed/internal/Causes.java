package io.outboxed.internal;

import java.util.Objects;
import java.util.stream.Stream;

/** A failure and what has caused it. */
public final class Causes {
    /** No chain that says anything is longer; some go round in circles. */
    private static final int MAX_DEPTH = 20;

    private Causes() {}

    /** The failure itself, its cause, and so on. */
    public static Stream<Throwable> of(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(MAX_DEPTH);
    }
}
