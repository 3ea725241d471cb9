package io.outboxed.admin;

import io.outboxed.spi.PerUnit;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The entries that were given up: to see them, to send them after all, or to delete them. Inject it; it works also where the
 * relay is disabled.
 *
 * <p><b>Transaction:</b> each call works in new ones of its own, also when the caller has one: what is done stays done when the
 * caller's transaction rolls back.
 *
 * <p><b>Guarantee:</b> each dead letter is redriven or discarded at most once, however many operators do so at once. It keeps
 * its id and its place: it is sent before all later entries of its key that have not been sent yet. If it has held its key,
 * those follow it in their order. What was done is told in the log, with the caller's name if the container knows it.
 *
 * <p>To redrive or discard, the dead letter's lane must be free, as for a pass of the relay. While it is not, the call tries
 * again, for ten seconds at most.
 *
 * <p><b>Threads:</b> any number at once.
 */
@PerUnit
public interface DeadLetters {

    /** The largest page. */
    int MAX_PAGE = 1_000;

    /**
     * Finds dead letters, the first buried first.
     *
     * @param max at most so many, 1 to 1,000
     * @throws IllegalArgumentException if {@code max} &lt; 1 or &gt; 1,000
     */
    EntryPage<DeadLetter> find(EntryFilter filter, int max);

    /**
     * Finds those that follow a page. Dead letters that come or go meanwhile neither shift nor repeat the others.
     *
     * @param max at most so many, 1 to 1,000
     * @param after {@link EntryPage#next} of the page before; null or empty for the first page
     * @throws IllegalArgumentException if {@code max} &lt; 1 or &gt; 1,000, or if {@code after} is not from a page
     */
    EntryPage<DeadLetter> find(EntryFilter filter, int max, String after);

    /**
     * Counts dead letters, up to 10,000, and by a destination, a type or an error among the first hundred thousands; if there are, or may be, more, the
     * count is not exact, and there are at least so many.
     */
    Count count(EntryFilter filter);

    /** What a dead letter carries; empty if there is no such one. That it was read is told in the log. */
    Optional<EntryContent> content(String id);

    /**
     * Sends a dead letter after all: makes it ready again, with the same id, in its old place, with a full set of attempts, and
     * wakes the relay. If it fails again it is buried again, by the same rules.
     *
     * <p>Its expiry stays. One that has expired is not redriven, because the relay would drop it unsent: it stays a dead letter,
     * and {@link ChangeResult#expired} is 1.
     *
     * @throws io.outboxed.AdminException if its lane was not free within ten seconds (OUTBOX-3018); nothing was done
     */
    ChangeResult redrive(String id);

    /**
     * Redrives all that are there now, as {@link #redrive} does one: lane by lane, in the order of their places, in
     * transactions of at most 100 each. Dead letters that are buried meanwhile, again or for the first time, are left alone.
     *
     * @throws io.outboxed.AdminException if a lane was not free within ten seconds (OUTBOX-3018). The text tells how many are
     *     done; those stay done, and the call can be repeated
     */
    ChangeResult redriveAll(EntryFilter filter);

    /**
     * As {@link #redriveAll(EntryFilter)}, but for as long as it is told to.
     *
     * @param goOn asked after each transaction, with what was done so far; false ends the call
     */
    ChangeResult redriveAll(EntryFilter filter, Predicate<ChangeResult> goOn);

    /**
     * Deletes a dead letter for good. If its publisher gave it its id, the id is forgotten at once, so that the message can be
     * published again.
     *
     * @throws io.outboxed.AdminException if its lane was not free within ten seconds (OUTBOX-3018); nothing was done
     */
    ChangeResult discard(String id);

    /**
     * Discards all that are there now, as {@link #discard} does one, in transactions of at most 100 each.
     *
     * @throws io.outboxed.AdminException as for {@link #redriveAll(EntryFilter)}
     */
    ChangeResult discardAll(EntryFilter filter);

    /**
     * As {@link #discardAll(EntryFilter)}, but for as long as it is told to.
     *
     * @param goOn asked after each transaction, with what was done so far; false ends the call
     */
    ChangeResult discardAll(EntryFilter filter, Predicate<ChangeResult> goOn);
}
