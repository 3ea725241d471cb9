package io.outboxed.admin;

import io.outboxed.spi.PerUnit;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The entries that wait for another attempt: to see them, and to have them tried at once, after their cause was removed. Inject it; it works
 * also where the relay is disabled.
 *
 * <p><b>Transaction:</b> each call works in new ones of its own, also when the caller has one.
 *
 * <p><b>Guarantee:</b> an entry that is hurried keeps its id, its place and its attempts: it is sent before all later entries of its key, and the
 * attempt counts. What was done is told in the log, with the caller's name if the container knows it.
 *
 * <p><b>Threads:</b> any number at once.
 */
@PerUnit
public interface Retries {

    /**
     * Finds entries, the first due first.
     *
     * @param filter {@link EntryFilter#from} and {@link EntryFilter#before} mean the time when they are due
     * @param max at most so many, 1 to {@link DeadLetters#MAX_PAGE}
     * @throws IllegalArgumentException if {@code max} &lt; 1 or &gt; 1,000
     */
    EntryPage<RetryingEntry> find(EntryFilter filter, int max);

    /**
     * Finds those that follow a page. One that is tried and fails again meanwhile may appear again, with a later due time.
     *
     * @param max at most so many, 1 to {@link DeadLetters#MAX_PAGE}
     * @param after {@link EntryPage#next} of the page before; null or empty for the first page
     * @throws IllegalArgumentException if {@code max} &lt; 1 or &gt; 1,000, or if {@code after} is not from a page
     */
    EntryPage<RetryingEntry> find(EntryFilter filter, int max, String after);

    /** Counts them, as {@link DeadLetters#count} does. */
    Count count(EntryFilter filter);

    /** What such an entry carries; empty if there is no such one. That it was read is told in the log. */
    Optional<EntryContent> content(String id);

    /**
     * Has an entry tried again now, and wakes the relay.
     *
     * @throws io.outboxed.AdminException if its lane was not free within ten seconds (OUTBOX-3018); nothing was done
     */
    ChangeResult retryNow(String id);

    /**
     * Has all tried again now that wait now: lane by lane, in transactions of at most 100 each.
     *
     * @throws io.outboxed.AdminException if a lane was not free within ten seconds (OUTBOX-3018). The text tells how many are
     *     done; those stay done, and the call can be repeated
     */
    ChangeResult retryAllNow(EntryFilter filter);

    /**
     * As {@link #retryAllNow(EntryFilter)}, but for as long as it is told to.
     *
     * @param goOn asked after each transaction, with what was done so far; false ends the call
     */
    ChangeResult retryAllNow(EntryFilter filter, Predicate<ChangeResult> goOn);
}
