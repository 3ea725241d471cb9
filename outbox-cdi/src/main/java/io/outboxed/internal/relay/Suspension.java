package io.outboxed.internal.relay;

import java.util.EnumSet;
import java.util.Set;

/**
 * Why no pass may begin. Work goes on when the last reason is gone.
 *
 * <p><b>Threads:</b> any number.
 */
final class Suspension {

    /** A reason. */
    enum Reason {
        /** The relay was not started yet, or was stopped. */
        STOPPED,
        /** An operator has paused everything. */
        PAUSED,
        /** The database is away. */
        STORE,
        /** The only sender takes nothing. */
        SENDER
    }

    private final LaneWork work;
    private final Set<Reason> reasons = EnumSet.noneOf(Reason.class);

    Suspension(LaneWork work) {
        this.work = work;
    }

    synchronized void begin(Reason reason) {
        reasons.add(reason);
        work.suspend();
    }

    /** Takes a reason away; gives how many workers to start now. */
    synchronized int end(Reason reason) {
        reasons.remove(reason);
        return reasons.isEmpty() ? work.resume() : 0;
    }

    synchronized boolean is(Reason reason) {
        return reasons.contains(reason);
    }
}
