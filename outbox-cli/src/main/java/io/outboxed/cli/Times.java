package io.outboxed.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times in UTC. */
final class Times {

    private Times() {}

    /** Without parts of a second. */
    static String second(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
