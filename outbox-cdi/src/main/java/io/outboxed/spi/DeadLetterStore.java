package io.outboxed.spi;

import io.outboxed.admin.DeadLetter;
import io.outboxed.admin.DeadLetterFilter;
import io.outboxed.admin.DeadLetterResult;
import java.util.List;
import java.util.Optional;

/**
 * The dead letters of an {@link OutboxStore}, for operators. A CDI bean beside it, on the same tables.
 *
 * <p>There is one instance per outbox. Any number of threads call it at once, each in a transaction of its own, in which it
 * takes part. What changes dead letters does so in lanes that the transaction owns by {@link OutboxStore#lock}; finding takes
 * no locks.
 */
public interface DeadLetterStore {

    /** Where a dead letter lies. */
    record Place(int lane, long position, String id) {}

    /** After which dead letter to go on. */
    record Cursor(long buriedAtMillis, String id) {}

    /**
     * Finds dead letters in the order of {@link DeadLetter#buriedAt}, then of their ids as the store compares texts.
     *
     * @param after only those that follow it in that order, whether or not it is still there; empty: from the first one on
     * @param max at most so many, ≥ 1
     */
    List<DeadLetter> find(DeadLetterFilter filter, Optional<Cursor> after, int max);

    /** Counts dead letters. */
    long count(DeadLetterFilter filter);

    /** The payload of a dead letter; empty if there is no such one. */
    Optional<Payload> payload(String id);

    /**
     * Finds where dead letters of a lane lie, in the order of their positions.
     *
     * @param after only those of a greater position
     * @param max at most so many, ≥ 1
     */
    List<Place> places(DeadLetterFilter filter, int lane, long after, int max);

    /** Where one dead letter lies; empty if there is no such one. */
    Optional<Place> place(String id);

    /**
     * Makes dead letters ready again, unless they have expired at {@link LaneLock#now}: each in its position, with no attempts.
     * If one of them has held its key, {@link OutboxStore#releaseAll} is to look at the lane's waiting entries, whoever owns it
     * next.
     *
     * @param ids of the lane, at least one, none twice; those that are no dead letters count as gone
     */
    DeadLetterResult redrive(LaneLock lane, List<String> ids);

    /** Deletes dead letters, expired ones too, and forgets their ids. Else as {@link #redrive}. */
    DeadLetterResult discard(LaneLock lane, List<String> ids);
}
