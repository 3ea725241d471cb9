package io.outboxed.internal.relay;

import io.outboxed.internal.Log;
import io.outboxed.internal.relay.PassResult.Setback;
import java.util.stream.Collectors;

/** Tells the log and the application what a pass has done, now that it is committed. */
final class PassReports {
    private final RelayEvents events;

    PassReports(RelayEvents events) {
        this.events = events;
    }

    void tell(int lane, PassResult.Owned owned) {
        Log.passed(lane, owned.accepted(), owned.setbacks().size());
        if (owned.accepted() > 0) {
            events.sent(owned.accepted());
        }
        owned.setbacks().forEach(this::tell);
        owned.expired().forEach(events::expired);
        owned.expired().stream()
                .collect(Collectors.groupingBy(entry -> entry.destination(), Collectors.counting()))
                .forEach(Log::expired);
    }

    private void tell(Setback setback) {
        if (setback.isBuried()) {
            Log.buried(setback.entry(), setback.attempts(), setback.holdsKey(), setback.cause());
            events.buried(setback.entry(), setback.attempts(), Log.describe(setback.cause()), setback.holdsKey());
        } else {
            Log.retrying(setback.entry(), setback.attempts(), setback.delay().get(), setback.cause());
        }
    }
}
