package io.outboxed.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * What the outbox holds, by destination, found at a cost that does not grow with it. Of each lane and of each state the first 1,000
 * entries are looked at: where there are no more, counts are exact, else they are estimated from these.
 *
 * @param destinations those for which something was found, by name; unmodifiable. One whose entries all lie behind the first
 *     1,000 is missing
 * @param taken when, by the store's clock
 */
public record Backlog(List<DestinationBacklog> destinations, Instant taken) {

    /** Refuses null. */
    public Backlog {
        destinations = List.copyOf(destinations);
        Objects.requireNonNull(taken, "taken");
    }

    /** Over all destinations, of one kind. */
    public Count total(Function<DestinationBacklog, Count> kind) {
        return destinations.stream().map(kind).reduce(Count.ZERO, Count::plus);
    }

    /** The greatest age of an entry that is to be sent; zero if there is none. */
    public Duration oldestAge() {
        return destinations.stream()
                .map(DestinationBacklog::oldestAge)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
