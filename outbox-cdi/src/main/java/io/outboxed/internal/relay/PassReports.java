package io.outboxed.internal.relay;

import io.outboxed.internal.Log;
import io.outboxed.internal.relay.PassResult.Setback;
import io.outboxed.spi.OutboxListener;
import java.time.Duration;
import java.util.stream.Collectors;

/** Tells the log and the application what a pass has done, now that it is committed. */
final class PassReports {
    private final OutboxListener listener;

    PassReports(OutboxListener listener) {
        this.listener = listener;
    }

    void tell(int lane, PassResult.Owned owned) {
        Log.passed(lane, owned.accepted(), owned.setbacks().size());
        if (owned.accepted() > 0) {
            Log.sent(owned.sent().entries());
            listener.sent(owned.sent());
        }
        owned.setbacks().forEach(this::tell);
        owned.expired().forEach(listener::expired);
        owned.expired().stream()
                .collect(Collectors.groupingBy(entry -> entry.destination(), Collectors.counting()))
                .forEach(Log::expired);
    }

    private void tell(Setback setback) {
        if (setback.isBuried()) {
            Log.buried(setback.entry(), setback.attempts(), setback.holdsKey(), setback.cause());
            listener.buried(setback.entry(), setback.attempts(), Log.describe(setback.cause()), setback.holdsKey());
        } else {
            Duration delay = setback.delay().get();
            Log.retrying(setback.entry(), setback.attempts(), delay, setback.cause());
            listener.failed(setback.entry(), setback.attempts(), Log.describe(setback.cause()), delay);
        }
    }
}
