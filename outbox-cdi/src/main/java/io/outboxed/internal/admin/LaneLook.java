package io.outboxed.internal.admin;

import io.outboxed.admin.LaneStatus;
import io.outboxed.admin.LaneStatus.Owner;
import io.outboxed.internal.relay.NewTransaction;
import io.outboxed.internal.relay.OwnTransaction;
import io.outboxed.spi.LaneLock;
import io.outboxed.spi.LaneOutlook;
import io.outboxed.spi.OutboxStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Looks at the lanes for an operator. */
public final class LaneLook {
    private final OutboxStore store;
    private final NewTransaction transaction;
    private final IntPredicate isOwnedHere;

    /** {@code isOwnedHere} tells whether a pass of this node is on a lane. */
    public LaneLook(OutboxStore store, NewTransaction transaction, IntPredicate isOwnedHere) {
        this.store = store;
        this.transaction = transaction;
        this.isOwnedHere = isOwnedHere;
    }

    /** As {@link io.outboxed.admin.Relay#lanes}. */
    public List<LaneStatus> lanes() {
        return OwnTransaction.get(transaction, store::outlook).stream()
                .map(this::status)
                .toList();
    }

    private LaneStatus status(LaneOutlook lane) {
        long age = lane.hasReady() ? Math.max(0, lane.now() - lane.firstOccurred()) : 0;
        return new LaneStatus(
                lane.lane(),
                owner(lane.lane()),
                lane.hasReady(),
                Duration.ofMillis(age),
                lane.nextDue() == LaneLock.NEVER
                        ? Optional.empty()
                        : Optional.of(Instant.ofEpochMilli(lane.nextDue())));
    }

    /** One that cannot be locked while this node has a pass on it is taken for this node's. */
    private Owner owner(int lane) {
        if (isOwnedHere.test(lane)) {
            return Owner.HERE;
        }
        boolean free = OwnTransaction.get(transaction, () -> store.lock(lane).isPresent());
        return free ? Owner.NONE : isOwnedHere.test(lane) ? Owner.HERE : Owner.ELSEWHERE;
    }
}
