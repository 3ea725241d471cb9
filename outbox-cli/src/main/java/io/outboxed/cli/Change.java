package io.outboxed.cli;

import io.outboxed.cli.client.Kind;

/** What can be done to failed entries. */
enum Change {
    REDRIVE(Kind.DEAD, "redrive", "redriven"),
    DISCARD(Kind.DEAD, "discard", "discarded"),
    RETRY(Kind.RETRYING, "retry", "made due now");

    private final Kind kind;
    private final String verb;
    private final String done;

    Change(Kind kind, String verb, String done) {
        this.kind = kind;
        this.verb = verb;
        this.done = done;
    }

    Kind kind() {
        return kind;
    }

    String path() {
        return kind.path() + "/" + verb;
    }

    /** What it is called. */
    String verb() {
        return verb;
    }

    /** What entries are afterwards. */
    String done() {
        return done;
    }
}
