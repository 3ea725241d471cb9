package io.outboxed.spi;

import java.util.List;
import java.util.Optional;

/**
 * Keeps entries: the ready ones in lanes, in order; those that failed beside them.
 *
 * <p>There is one instance per outbox. Any number of threads call it at once, each in a transaction of its own: the store
 * takes part in the calling thread's JTA transaction and starts none. {@link #append} runs in an application's transaction,
 * all others run in one of the relay's.
 *
 * <p><b>Guarantee</b> that the relay relies on:
 *
 * <ul>
 *   <li>What a transaction did here takes effect if, and only if, it commits.
 *   <li>A position is assigned when the entry is inserted and never changes. Of two appends, the second of which began after
 *       the first had committed, the second gets the greater position.
 *   <li>{@link #read} sees every entry that was committed before it began.
 *   <li>{@link #lock} lets one transaction at a time own a lane, over all nodes, and frees the lane when that transaction or
 *       its process ends.
 *   <li>Every entry is ready, retrying or dead, never two of these.
 * </ul>
 *
 * <p>Failures are thrown as {@link io.outboxed.StoreException} or as the provider's own unchecked exceptions; the transaction
 * is then to be rolled back.
 */
public interface OutboxStore {

    /**
     * Makes the store ready at start: checks or creates its schema as configured, and the lanes {@code 0} to {@code lanes-1}.
     *
     * <p><b>Transaction:</b> required; called once per deployment, before anything is relayed.
     *
     * @param lanes number of lanes, ≥ 1
     * @throws io.outboxed.StoreException if the schema does not fit; the text says what to do
     */
    void prepare(int lanes);

    /**
     * Inserts ready entries into a lane, in the order of the list.
     *
     * <p><b>Transaction:</b> mandatory, the application's.
     */
    void append(int lane, List<SealedEnvelope> envelopes);

    /** The lanes that have something to do now: ready entries, or retrying ones that are due. Takes no locks. */
    List<Integer> lanesWithWork();

    /**
     * Takes ownership of a lane until the transaction ends, or returns at once.
     *
     * @return empty if another transaction owns the lane, or if there is no such lane
     */
    Optional<LaneLock> lock(int lane);

    /**
     * Makes the lane's retrying entries ready again that are due at {@link LaneLock#now}; they keep their positions.
     *
     * @return the number of entries
     */
    int bringBackDue(LaneLock lane);

    /**
     * Reads ready entries by position, leaving out those whose key has a retrying entry.
     *
     * @param maxEntries at most so many, ≥ 1
     * @param maxBytes their payloads have at most so many bytes in sum, but the first entry is always part
     */
    List<Entry> read(LaneLock lane, int maxEntries, long maxBytes);

    /**
     * Deletes ready entries that were accepted.
     *
     * @throws io.outboxed.StoreException if not every one was there, so that the transaction rolls back
     */
    void delete(LaneLock lane, List<Entry> entries);

    /**
     * Takes a ready entry out of its lane until its next attempt.
     *
     * @param attempts failed attempts so far, ≥ 1
     * @param due when it may go again, on the clock of {@link LaneLock#now}
     * @param error code and class of the failure, without anything of the payload; the store may cut it at 1,000 characters
     */
    void retry(LaneLock lane, Entry entry, int attempts, long due, String error);

    /**
     * Takes a ready entry out of its lane for good, as a dead letter that an operator can see.
     *
     * @param attempts failed attempts, ≥ 1
     * @param error as for {@link #retry}
     */
    void bury(LaneLock lane, Entry entry, int attempts, String error);

    /** Counts entries by state. Not for the hot path: its cost may grow with the backlog. */
    StoreStatus status();
}
