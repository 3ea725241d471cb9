package io.outboxed.internal.admin;

import io.outboxed.admin.ChangeResult;
import io.outboxed.admin.EntryFilter;
import io.outboxed.internal.Errors;
import io.outboxed.internal.relay.NewTransaction;
import io.outboxed.internal.relay.OwnTransaction;
import io.outboxed.spi.FailedEntryStore;
import io.outboxed.spi.FailedEntryStore.Kind;
import io.outboxed.spi.FailedEntryStore.Place;
import io.outboxed.spi.LaneLock;
import io.outboxed.spi.LaneOutlook;
import io.outboxed.spi.OutboxStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Predicate;

/**
 * Changes entries of a kind in small steps: finds some in a lane, by position, then changes those that are still there.
 *
 * <p>It goes from position to position and passes none twice, so that what fails again while others are changed is
 * not changed again; and it looks at no dead letter that was buried after it began, so that it comes to an end.
 */
public final class EntryWork {
    static final int STEP = 100;

    /** Found at once: with millions in a lane a database looks at all of them to find the first ones by position (2 s of 2.5 million). */
    private static final int LOOK = 100 * STEP;

    /** What is done to entries of a lane, {@link FailedEntryStore#redrive} for example. */
    public interface Change {
        /** Does it to those that are still there. */
        ChangeResult apply(FailedEntryStore store, LaneLock lane, List<String> ids);
    }

    private final OutboxStore store;
    private final FailedEntryStore failed;
    private final Kind kind;
    private final NewTransaction transaction;
    private final LaneTurn turn;
    private final IntConsumer wake;

    /** Wakes the relay for each lane that was changed. */
    public EntryWork(
            OutboxStore store,
            FailedEntryStore failed,
            Kind kind,
            NewTransaction transaction,
            LaneTurn turn,
            IntConsumer wake) {
        this.store = store;
        this.failed = failed;
        this.kind = kind;
        this.transaction = transaction;
        this.turn = turn;
        this.wake = wake;
    }

    /** Changes one. */
    public ChangeResult one(String id, Change change) {
        Optional<Place> place = OwnTransaction.get(transaction, () -> failed.place(kind, id));
        if (place.isEmpty()) {
            return new ChangeResult(0, 1, 0);
        }
        int lane = place.get().lane();
        ChangeResult result = step(lane, List.of(place.get()), change, ChangeResult.NOTHING);
        if (result.done() > 0) {
            wake.accept(lane);
        }
        return result;
    }

    /**
     * Changes all, or as many as {@code goOn} lets it, which is asked after each step; {@code told} hears how many in the end, also when it
     * ends with an exception.
     */
    public ChangeResult all(
            EntryFilter filter, Change change, Predicate<ChangeResult> goOn, Consumer<ChangeResult> told) {
        Tally tally = new Tally(goOn);
        try {
            for (LaneOutlook lane : OwnTransaction.get(transaction, store::outlook)) {
                Instant now = Instant.ofEpochMilli(lane.now());
                until(now, filter).ifPresent(there -> all(there, lane.lane(), change, tally));
            }
        } finally {
            told.accept(tally.sum);
        }
        return tally.sum;
    }

    private static final class Tally {
        private final Predicate<ChangeResult> goOn;
        private ChangeResult sum = ChangeResult.NOTHING;
        private boolean isOver;

        Tally(Predicate<ChangeResult> goOn) {
            this.goOn = goOn;
        }

        void add(ChangeResult step) {
            sum = sum.plus(step);
            isOver = !goOn.test(sum);
        }
    }

    private Optional<EntryFilter> until(Instant now, EntryFilter filter) {
        if (kind == Kind.RETRYING) { // they are due after now
            return Optional.of(filter);
        }
        Instant end = now.plusMillis(1);
        if (filter.from() != null && !filter.from().isBefore(end)) {
            return Optional.empty();
        }
        boolean endsEarlier = filter.before() != null && filter.before().isBefore(end);
        return Optional.of(endsEarlier ? filter : filter.withBefore(end));
    }

    private void all(EntryFilter filter, int lane, Change change, Tally tally) {
        if (tally.isOver) {
            return;
        }
        long before = tally.sum.done();
        long last = Long.MIN_VALUE;
        try {
            for (List<Place> some = places(filter, lane, last);
                    !tally.isOver && !some.isEmpty();
                    some = places(filter, lane, last)) {
                for (int from = 0; from < some.size() && !tally.isOver; from += STEP) {
                    List<Place> few = some.subList(from, Math.min(from + STEP, some.size()));
                    tally.add(step(lane, few, change, tally.sum));
                }
                if (some.size() < LOOK) {
                    return;
                }
                last = some.get(some.size() - 1).position();
            }
        } finally {
            if (tally.sum.done() > before) {
                wake.accept(lane);
            }
        }
    }

    private List<Place> places(EntryFilter filter, int lane, long after) {
        return OwnTransaction.get(transaction, () -> failed.places(kind, filter, lane, after, LOOK));
    }

    private ChangeResult step(int lane, List<Place> places, Change change, ChangeResult before) {
        List<String> ids = places.stream().map(Place::id).toList();
        return turn.take(lane, owned -> change.apply(failed, owned, ids))
                .orElseThrow(() -> Errors.laneBusy(lane, LaneTurn.PATIENCE, before.done()));
    }
}
