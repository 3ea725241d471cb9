package io.outboxed.test.memory;

import io.outboxed.admin.Backlog;
import io.outboxed.admin.Count;
import io.outboxed.admin.DestinationBacklog;
import io.outboxed.spi.StoreStatus;
import io.outboxed.test.memory.InMemoryTables.State;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;

/** How much there is of what, for a caller that has locked the tables. */
record InMemoryCounts(InMemoryTables tables) {

    Backlog backlog() {
        List<DestinationBacklog> destinations = tables.rows(
                        row -> row.state() != State.DELIVERED && row.state() != State.EXPIRED)
                .map(row -> row.entry().destination())
                .distinct()
                .sorted()
                .map(this::backlog)
                .toList();
        return new Backlog(destinations, Instant.ofEpochMilli(tables.now));
    }

    private DestinationBacklog backlog(String destination) {
        long oldest = tables.rows(row -> row.entry().destination().equals(destination)
                        && EnumSet.of(State.READY, State.WAITING, State.RETRYING)
                                .contains(row.state()))
                .mapToLong(row -> row.entry().envelope().occurred().toEpochMilli())
                .min()
                .orElse(tables.now);
        return new DestinationBacklog(
                destination,
                count(destination, State.READY),
                count(destination, State.WAITING),
                count(destination, State.RETRYING),
                count(destination, State.SCHEDULED),
                count(destination, State.DEAD).plus(count(destination, State.HOLDING)),
                Duration.ofMillis(Math.max(0, tables.now - oldest)));
    }

    private Count count(String destination, State state) {
        return new Count(
                tables.rows(row -> row.state() == state
                                && row.entry().destination().equals(destination))
                        .count(),
                true);
    }

    StoreStatus status() {
        long oldest = tables.rows(row ->
                        EnumSet.of(State.READY, State.WAITING, State.RETRYING).contains(row.state()))
                .mapToLong(row -> row.entry().envelope().occurred().toEpochMilli())
                .min()
                .orElse(tables.now);
        return new StoreStatus(
                count(State.READY),
                count(State.WAITING),
                count(State.SCHEDULED),
                count(State.RETRYING),
                count(State.DEAD) + count(State.HOLDING),
                count(State.DELIVERED) + count(State.EXPIRED),
                Duration.ofMillis(Math.max(0, tables.now - oldest)));
    }

    private long count(State state) {
        return tables.rows(row -> row.state() == state).count();
    }
}
