package io.outboxed.console;

import io.outboxed.admin.DeadLetters;
import io.outboxed.admin.Relay;
import io.outboxed.admin.Retries;
import io.outboxed.spi.PerUnit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What the console has of one outbox. */
@ApplicationScoped
@PerUnit
class ConsoleOutbox {

    @Inject
    private Relay relay;

    @Inject
    private DeadLetters deadLetters;

    @Inject
    private Retries retries;

    @Inject
    private Overviews overviews;

    @Inject
    private History history;

    @Inject
    private Changes changes;

    Relay relay() {
        return relay;
    }

    DeadLetters deadLetters() {
        return deadLetters;
    }

    Retries retries() {
        return retries;
    }

    Overviews overviews() {
        return overviews;
    }

    History history() {
        return history;
    }

    Changes changes() {
        return changes;
    }
}
