package io.outboxed.internal.relay;

import io.outboxed.internal.relay.Suspension.Reason;
import io.outboxed.spi.LaneOutlook;
import java.util.function.BiConsumer;

/** Passes over all lanes in the calling thread, until they have nothing more that can go. Obeys pauses. */
final class ImmediateRun {
    private final Pass pass;
    private final NewTransaction transaction;
    private final WorkFinder finder;
    private final Suspension suspension;
    private final BiConsumer<Integer, PassResult.Owned> report;

    ImmediateRun(
            Pass pass,
            NewTransaction transaction,
            WorkFinder finder,
            Suspension suspension,
            BiConsumer<Integer, PassResult.Owned> report) {
        this.pass = pass;
        this.transaction = transaction;
        this.finder = finder;
        this.suspension = suspension;
        this.report = report;
    }

    /** Gives how many entries were sent. */
    int run() throws Exception {
        int accepted = 0;
        for (LaneOutlook lane : transaction.run(finder::lanes).orThrow()) {
            boolean again = true; // on all lanes: what waits may be free by the end of a pause
            if (lane.isDue()) {
                pass.expectDue(lane.lane());
            }
            while (again && !suspension.is(Reason.STOPPED) && !suspension.is(Reason.PAUSED)) {
                again = false;
                if (pass.run(lane.lane()) instanceof PassResult.Owned owned) {
                    accepted += owned.accepted();
                    report.accept(lane.lane(), owned);
                    again = owned.again() && owned.outages().isEmpty();
                }
            }
        }
        return accepted;
    }
}
