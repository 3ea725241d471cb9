package io.outboxed.spi;

import io.outboxed.admin.ChangeResult;
import io.outboxed.admin.Count;
import io.outboxed.admin.DeadLetter;
import io.outboxed.admin.EntryContent;
import io.outboxed.admin.EntryFilter;
import io.outboxed.admin.RetryingEntry;
import java.util.List;
import java.util.Optional;

/**
 * The retrying entries and the dead letters of an {@link OutboxStore}, for operators. A CDI bean beside it, on the same tables.
 *
 * <p>There is one instance per outbox. Any number of threads call it at once, each in a transaction of its own, in which it
 * takes part. What changes entries does so in lanes that the transaction owns by {@link OutboxStore#lock}; finding takes
 * no locks.
 */
@PerUnit
public interface FailedEntryStore {

    /** {@link #count} counts so many at most. */
    int MAX_COUNTED = 10_000;

    /** Which entries are meant. */
    enum Kind {
        /** Those that wait for another attempt. */
        RETRYING,
        /** Those that were given up. */
        DEAD
    }

    /** Where an entry lies. */
    record Place(int lane, long position, String id) {}

    /** The place of an entry in the order of {@link #deadLetters}; the time is that of its burial, or when it is due. */
    record Cursor(long millis, String id) {}

    /** A part of the order of {@link #deadLetters}, after one entry and up to another, that one included, whether or not they are still there. */
    record Stretch(Optional<Cursor> after, Optional<Cursor> upTo) {
        /** From the first one to the last. */
        public static final Stretch ALL = new Stretch(Optional.empty(), Optional.empty());
    }

    /**
     * How far a search can go if it is to look at no more than so many entries, whether or not they meet the filter; of that only the times
     * count here.
     *
     * @param after where it begins; empty: at the first one
     * @param most so many, ≥ 1; a store may take somewhat more, or fewer
     * @return always after {@code after}; empty if it can go to the end
     */
    Optional<Cursor> horizon(Kind kind, EntryFilter filter, Optional<Cursor> after, int most);

    /**
     * Finds dead letters in the order of {@link DeadLetter#buriedAt}, then of their ids as the store compares texts. The cost must not grow
     * with the number of those that lie outside of the stretch.
     *
     * @param max at most so many, ≥ 1
     */
    List<DeadLetter> deadLetters(EntryFilter filter, Stretch stretch, int max);

    /** Finds retrying entries in the order of {@link RetryingEntry#due}; else as {@link #deadLetters}. */
    List<RetryingEntry> retrying(EntryFilter filter, Stretch stretch, int max);

    /** Counts entries; inexact if there are {@link #MAX_COUNTED} or more, or if the stretch has an end. */
    Count count(Kind kind, EntryFilter filter, Stretch stretch);

    /** What an entry carries; empty if there is no such one. */
    Optional<EntryContent> content(Kind kind, String id);

    /**
     * Finds where entries of a lane lie, in the order of their positions.
     *
     * @param after only those of a greater position
     * @param max at most so many, ≥ 1
     */
    List<Place> places(Kind kind, EntryFilter filter, int lane, long after, int max);

    /** Where one entry lies; empty if there is no such one. */
    Optional<Place> place(Kind kind, String id);

    /**
     * Makes dead letters ready again, unless they have expired at {@link LaneLock#now}: each in its position, with no attempts.
     * If one of them has held its key, {@link OutboxStore#releaseAll} is to look at the lane's waiting entries, whoever owns it
     * next.
     *
     * @param ids of the lane, at least one, none twice; those that are no dead letters count as gone
     */
    ChangeResult redrive(LaneLock lane, List<String> ids);

    /** Deletes dead letters, expired ones too, and forgets their ids. Else as {@link #redrive}. */
    ChangeResult discard(LaneLock lane, List<String> ids);

    /** Makes retrying entries due at {@link LaneLock#now}; they stay retrying until a pass brings them back. Else as {@link #redrive}. */
    ChangeResult retryNow(LaneLock lane, List<String> ids);
}
