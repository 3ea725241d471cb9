package io.outboxed.internal.relay;

import io.outboxed.spi.Sender;

/** A sender and the circuit that opens when it takes nothing. */
final class Route {
    private final Sender sender;
    private final Outage outage;

    Route(Sender sender) {
        this.sender = sender;
        this.outage = new Outage(sender.name());
    }

    Sender sender() {
        return sender;
    }

    Outage outage() {
        return outage;
    }
}
