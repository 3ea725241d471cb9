package io.outboxed.internal.relay;

import io.outboxed.internal.relay.Sending.Ownership;
import java.util.function.LongSupplier;

/** A lane that was a pass's own when it last asked. */
final class ConfirmedLane {
    /** Much less than a database lets a transaction be idle, and much more than asking it takes. */
    static final long CONFIRM_NANOS = 1_000_000_000;

    private final Ownership ownership;
    private final LongSupplier nanoTime;
    private long confirmed;

    ConfirmedLane(Ownership ownership, LongSupplier nanoTime) {
        this.ownership = ownership;
        this.nanoTime = nanoTime;
        this.confirmed = nanoTime.getAsLong();
    }

    /** Whether it may have got another owner since. */
    boolean isDoubtful() {
        return nanoTime.getAsLong() - confirmed >= CONFIRM_NANOS;
    }

    /** Throws what {@link Ownership#confirm} throws if the lane is no longer the pass's own. */
    void confirmIfDoubtful() {
        if (isDoubtful()) {
            ownership.confirm();
            confirmed = nanoTime.getAsLong();
        }
    }
}
