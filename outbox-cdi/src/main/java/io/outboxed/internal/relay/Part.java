package io.outboxed.internal.relay;

import io.outboxed.spi.Entry;
import java.util.List;

/** Neighbours of a batch that take the same route and are sent at once. */
record Part(Route route, List<Entry> entries, How how) {

    enum How {
        /** In one transaction. */
        TOGETHER,
        /** A single entry in a transaction of its own, after the broker has refused some for a repeated id. */
        APART,
        /** A single entry, without a transaction. */
        IMMEDIATELY
    }

    Part from(int start, int end) {
        return new Part(route, entries.subList(start, end), How.TOGETHER);
    }

    boolean canBeImmediate() {
        return how != How.IMMEDIATELY && route.sender() instanceof ImmediateSender;
    }

    Part firstImmediately() {
        return new Part(route, entries.subList(0, 1), How.IMMEDIATELY);
    }
}
