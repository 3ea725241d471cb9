package io.outboxed.cli;

import java.time.Duration;

/** How long to wait before the next try: half a second, then twice as long each time, up to half a minute. */
final class BackOff {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LAST = Duration.ofSeconds(30);

    private Duration next = FIRST;

    Duration next() {
        Duration now = next;
        Duration twice = now.multipliedBy(2);
        next = twice.compareTo(LAST) < 0 ? twice : LAST;
        return now;
    }

    void reset() {
        next = FIRST;
    }
}
