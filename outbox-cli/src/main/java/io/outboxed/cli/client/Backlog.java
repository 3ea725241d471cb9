package io.outboxed.cli.client;

/** Entries by state. */
public record Backlog(
        Count ready, Count waiting, Count retrying, Count scheduled, Count dead, Count pending, double oldestAge) {

    static Backlog of(Fields fields) {
        return new Backlog(
                fields.count("ready"),
                fields.count("waiting"),
                fields.count("retrying"),
                fields.count("scheduled"),
                fields.count("dead"),
                fields.count("pending"),
                fields.decimal("oldestAgeSeconds"));
    }
}
