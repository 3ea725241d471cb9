package io.outboxed.internal.admin;

import io.outboxed.admin.DeadLetterFilter;
import io.outboxed.admin.DeadLetterResult;
import io.outboxed.internal.Errors;
import io.outboxed.internal.relay.NewTransaction;
import io.outboxed.internal.relay.OwnTransaction;
import io.outboxed.spi.DeadLetterStore;
import io.outboxed.spi.DeadLetterStore.Place;
import io.outboxed.spi.LaneLock;
import io.outboxed.spi.LaneOutlook;
import io.outboxed.spi.OutboxStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Changes dead letters in small steps: finds some in a lane, by position, then changes those that are still there.
 *
 * <p>It goes from position to position and passes none twice, so that a dead letter that fails again while others are redriven
 * is not redriven again; and it looks at nothing that was buried after it began, so that it comes to an end.
 */
public final class DeadLetterWork {
    static final int STEP = 100;

    /** What is done to dead letters of a lane: {@link DeadLetterStore#redrive} or {@link DeadLetterStore#discard}. */
    public interface Change {
        /** Does it to those that are still there. */
        DeadLetterResult apply(DeadLetterStore store, LaneLock lane, List<String> ids);
    }

    private final OutboxStore store;
    private final DeadLetterStore deadLetters;
    private final NewTransaction transaction;
    private final LaneTurn turn;
    private final IntConsumer wake;

    /** Wakes the relay for each lane that was changed. */
    public DeadLetterWork(
            OutboxStore store,
            DeadLetterStore deadLetters,
            NewTransaction transaction,
            LaneTurn turn,
            IntConsumer wake) {
        this.store = store;
        this.deadLetters = deadLetters;
        this.transaction = transaction;
        this.turn = turn;
        this.wake = wake;
    }

    /** Changes one. */
    public DeadLetterResult one(String id, Change change) {
        Optional<Place> place = OwnTransaction.get(transaction, () -> deadLetters.place(id));
        if (place.isEmpty()) {
            return new DeadLetterResult(0, 1, 0);
        }
        int lane = place.get().lane();
        DeadLetterResult result = step(lane, List.of(place.get()), change, DeadLetterResult.NOTHING);
        if (result.done() > 0) {
            wake.accept(lane);
        }
        return result;
    }

    /** Changes all; {@code told} hears how many in the end, also when it ends with an exception. */
    public DeadLetterResult all(DeadLetterFilter filter, Change change, Consumer<DeadLetterResult> told) {
        Tally tally = new Tally();
        try {
            for (LaneOutlook lane : OwnTransaction.get(transaction, store::outlook)) {
                Instant now = Instant.ofEpochMilli(lane.now());
                buriedUntil(now, filter).ifPresent(there -> all(there, lane.lane(), change, tally));
            }
        } finally {
            told.accept(tally.sum);
        }
        return tally.sum;
    }

    private static final class Tally {
        private DeadLetterResult sum = DeadLetterResult.NOTHING;
    }

    private static Optional<DeadLetterFilter> buriedUntil(Instant now, DeadLetterFilter filter) {
        Instant end = now.plusMillis(1);
        if (filter.buriedFrom() != null && !filter.buriedFrom().isBefore(end)) {
            return Optional.empty();
        }
        boolean endsEarlier =
                filter.buriedBefore() != null && filter.buriedBefore().isBefore(end);
        return Optional.of(endsEarlier ? filter : filter.withBuriedBefore(end));
    }

    private void all(DeadLetterFilter filter, int lane, Change change, Tally tally) {
        long before = tally.sum.done();
        long last = Long.MIN_VALUE;
        try {
            for (List<Place> some = places(filter, lane, last); !some.isEmpty(); some = places(filter, lane, last)) {
                tally.sum = tally.sum.plus(step(lane, some, change, tally.sum));
                last = some.get(some.size() - 1).position();
            }
        } finally {
            if (tally.sum.done() > before) {
                wake.accept(lane);
            }
        }
    }

    private List<Place> places(DeadLetterFilter filter, int lane, long after) {
        return OwnTransaction.get(transaction, () -> deadLetters.places(filter, lane, after, STEP));
    }

    private DeadLetterResult step(int lane, List<Place> places, Change change, DeadLetterResult before) {
        List<String> ids = places.stream().map(Place::id).toList();
        return turn.take(lane, owned -> change.apply(deadLetters, owned, ids))
                .orElseThrow(() -> Errors.laneBusy(lane, LaneTurn.PATIENCE, before.done()));
    }
}
