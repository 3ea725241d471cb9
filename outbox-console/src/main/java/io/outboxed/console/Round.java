package io.outboxed.console;

import io.outboxed.AdminException;
import io.outboxed.admin.ChangeResult;
import io.outboxed.admin.EntryFilter;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * What one request does of the work on a selection: as much as fits into its time, and then it says what is left. For one thread.
 */
final class Round {
    /** Proxies give up after half a minute or so. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final LongSupplier nanoTime;
    private final long deadline;
    private ChangeResult sum = ChangeResult.NOTHING;
    private boolean isLeft;
    private List<String> remaining = List.of();
    private boolean hasFailed;

    /** What is done to all that match, for as long as it is told to. */
    interface ToAll {
        ChangeResult apply(EntryFilter filter, Predicate<ChangeResult> goOn);
    }

    /** Its time begins now. */
    Round(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        deadline = nanoTime.getAsLong() + PATIENCE.toNanos();
    }

    /**
     * Does it. A lane that is busy ends the round, if something was done before: the next one tries it again.
     *
     * @return what became of it, as the API tells it
     */
    JsonObject work(Asked.Selection selection, Function<String, ChangeResult> toOne, ToAll toAll) {
        try {
            Optional<EntryFilter> filter = selection.filter();
            if (filter.isPresent()) {
                toAll.apply(filter.get(), this::isGoingOn);
            } else {
                each(selection.ids(), toOne);
            }
        } catch (AdminException e) {
            if (sum.equals(ChangeResult.NOTHING)) {
                hasFailed = true;
                throw e;
            }
            isLeft = true;
        } catch (RuntimeException e) {
            hasFailed = true;
            throw e;
        }
        return Views.done(sum, isLeft, remaining);
    }

    /** The remaining ones are always the last ones of those that were asked for. */
    private void each(List<String> ids, Function<String, ChangeResult> toOne) {
        remaining = ids;
        boolean goesOn = true;
        while (goesOn && !remaining.isEmpty()) {
            ChangeResult result = toOne.apply(remaining.get(0));
            remaining = remaining.subList(1, remaining.size());
            goesOn = isGoingOn(sum.plus(result));
        }
        isLeft = !remaining.isEmpty();
    }

    private boolean isGoingOn(ChangeResult soFar) {
        sum = soFar;
        isLeft = nanoTime.getAsLong() - deadline > 0;
        return !isLeft;
    }

    /** For the audit log. */
    @Override
    public String toString() {
        return sum.done() + " done, " + sum.gone() + " gone, " + sum.expired() + " expired"
                + (hasFailed ? ", then it failed" : isLeft ? ", more to do" : "");
    }
}
