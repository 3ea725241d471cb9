package io.outboxed.internal.relay;

import io.outboxed.spi.Entry;
import java.util.List;

/** How a pass sends: in transactions inside its own, or within it. */
interface Sending {

    /** Whether the pass still owns its lane; see {@link io.outboxed.spi.OutboxStore#confirm}. */
    interface Ownership {
        void confirm();
    }

    /** Sends entries of a lane; what it throws rolls the pass back. */
    SendReport send(int lane, List<Entry> entries, Ownership ownership) throws Exception;

    /** The pass has committed. */
    default void committed(int lane) {}

    /**
     * The pass was rolled back.
     *
     * @param duringCommit whether the commit failed, so that it is not known which resource was at fault
     * @return how it ended, if that was because of what was sent
     * @throws Exception the failure itself, if sending had no part in it
     */
    default PassResult rolledBack(int lane, Exception failure, boolean duringCommit) throws Exception {
        throw failure;
    }

    /** Whether what was accepted is sent again if the pass rolls back. */
    default boolean repeats() {
        return true;
    }
}
