package io.outboxed.internal.relay;

import io.outboxed.spi.SenderUnavailableException;
import java.util.Optional;

/** How a pass ended. */
sealed interface PassResult {

    /** Another pass owns the lane. */
    record Taken() implements PassResult {}

    /**
     * The lane was owned and worked on.
     *
     * @param accepted entries sent and deleted
     * @param rejected entries put aside
     * @param again whether the lane probably has more that can go now
     * @param outage why sending stopped, if it did
     */
    record Owned(int accepted, int rejected, boolean again, Optional<SenderUnavailableException> outage)
            implements PassResult {}
}
