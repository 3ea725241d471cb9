package io.outboxed.internal.relay;

import io.outboxed.internal.Log;
import io.outboxed.internal.relay.Suspension.Reason;
import io.outboxed.spi.LaneLock;
import io.outboxed.spi.LaneOutlook;
import io.outboxed.spi.OutboxStore;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * Looks into the store for lanes that want a pass, and for what operators have paused there.
 *
 * <p><b>Transaction:</b> the caller's. <b>Threads:</b> any number.
 */
final class WorkFinder {
    private final Pass pass;
    private final Routes routes;
    private final OutboxStore store;
    private final Pacing pacing;
    private final Suspension suspension;
    private final IntConsumer startWorkers;
    private volatile long openingsSeen;

    /** Lanes that want a pass, and when to look again. */
    record Found(List<Integer> lanes, Duration next) {}

    /** When everything goes on after a pause, it starts as many workers as there is work for. */
    WorkFinder(RelayDriver.Parts parts, Pacing pacing, Suspension suspension, IntConsumer startWorkers) {
        this.pass = parts.pass();
        this.routes = parts.routes();
        this.store = parts.store();
        this.pacing = pacing;
        this.suspension = suspension;
        this.startWorkers = startWorkers;
    }

    Found find() {
        long openings = routes.openings();
        List<LaneOutlook> lanes = lanes();
        boolean opened = openings != openingsSeen || openings != routes.openings();
        openingsSeen = openings;
        lanes.stream().filter(LaneOutlook::isDue).forEach(lane -> pass.expectDue(lane.lane()));
        List<Integer> toVisit = lanes.stream()
                .filter(lane -> opened || lane.hasReady() || lane.isDue())
                .map(LaneOutlook::lane)
                .toList();
        return new Found(toVisit, sooner(pacing.next(!toVisit.isEmpty()), lanes));
    }

    /** All lanes, after a look at what is paused. */
    List<LaneOutlook> lanes() {
        obeyPauses();
        return store.outlook();
    }

    private static Duration sooner(Duration wait, List<LaneOutlook> lanes) {
        long untilDue = lanes.stream()
                .filter(lane -> lane.nextDue() != LaneLock.NEVER && !lane.isDue())
                .mapToLong(lane -> lane.nextDue() - lane.now())
                .min()
                .orElse(Long.MAX_VALUE);
        return untilDue < wait.toMillis() ? Duration.ofMillis(Math.max(1, untilDue)) : wait;
    }

    synchronized void obeyPauses() { // so that what was read first does not come last
        boolean wasPaused = routes.isAllPaused();
        Set<String> paused = store.pauses().keySet();
        if (routes.pause(paused)) {
            Log.paused(paused);
        }
        if (routes.isAllPaused()) {
            suspension.begin(Reason.PAUSED);
        } else if (wasPaused) {
            startWorkers.accept(suspension.end(Reason.PAUSED));
        }
    }
}
