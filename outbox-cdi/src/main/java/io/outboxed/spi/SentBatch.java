package io.outboxed.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Entries that one pass has sent, for an {@link OutboxListener}.
 *
 * @param lane the lane that they lay in
 * @param entries in their order; what the broker has dropped as a repeat is among them; unmodifiable
 * @param duplicates how many of them the broker had already, as far as it said so
 * @param began when sending began, by this machine's clock
 * @param took from then until the broker had accepted the last of them; in {@code xa} mode until they were handed over, as the
 *     broker accepts them together with the database
 */
public record SentBatch(int lane, List<Entry> entries, int duplicates, Instant began, Duration took) {

    /** Refuses null. */
    public SentBatch {
        entries = List.copyOf(entries);
        Objects.requireNonNull(began, "began");
        Objects.requireNonNull(took, "took");
    }

    /** When the broker had accepted the last of them. */
    public Instant ended() {
        return began.plus(took);
    }
}
