package io.outboxed.internal.relay;

import io.outboxed.internal.SendErrors;
import io.outboxed.spi.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    /** Cuts a batch into runs of neighbours with the same route, so that the order within a key holds across routes. */
    static List<Part> of(List<Entry> batch, Routes routes, SendReport report) {
        List<Part> parts = new ArrayList<>();
        for (Entry entry : batch) {
            Optional<Route> route = routes.to(entry.destination());
            if (route.isEmpty()) {
                report.reject(entry, false, SendErrors.noSender(entry.destination()));
            } else {
                if (parts.isEmpty() || parts.get(parts.size() - 1).route() != route.get()) {
                    parts.add(new Part(route.get(), new ArrayList<>(), How.TOGETHER));
                }
                parts.get(parts.size() - 1).entries().add(entry);
            }
        }
        return parts;
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
