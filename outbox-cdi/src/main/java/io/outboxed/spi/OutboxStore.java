package io.outboxed.spi;

import io.outboxed.admin.Backlog;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps entries: the ready ones in lanes, in order; the others parked beside them.
 *
 * <p>There is one instance per outbox. Any number of threads call it at once, each in a transaction of its own: the store
 * takes part in the calling thread's JTA transaction and starts none. {@link #claimId}, {@link #join}, {@link #lockKeys} and
 * {@link #append} run in an application's transaction, all others in one of the relay's or of an operator's call.
 *
 * <p><b>Guarantee</b> that the relay relies on:
 *
 * <ul>
 *   <li>What a transaction did here takes effect if, and only if, it commits.
 *   <li>A position is assigned when the entry is inserted and never changes; to a scheduled entry, when its time has come. Of
 *       two appends, the second of which began after the first had committed, the second gets the greater position.
 *   <li>{@link #read} sees every entry that was committed before its transaction's first statement began.
 *   <li>{@link #lock} lets one transaction at a time own a lane, over all nodes, and frees the lane when that transaction or
 *       its process ends.
 *   <li>Every entry is in exactly one state: ready, scheduled, retrying, waiting, dead, or delivered.
 * </ul>
 *
 * <p>Failures are thrown as {@link io.outboxed.StoreException} or as the provider's own unchecked exceptions; the transaction
 * is then to be rolled back.
 */
@PerUnit
public interface OutboxStore {

    /**
     * Makes the store ready at start: checks or creates its schema as configured, and the lanes {@code 0} to {@code lanes-1}. With
     * {@link io.outboxed.OutboxConfig#cdcSlot} it refuses what would lose messages: another database product, or no such slot.
     *
     * <p><b>Transaction:</b> required; called once per deployment, before anything is relayed.
     *
     * @param lanes number of lanes, ≥ 1
     * @throws io.outboxed.StoreException if the schema does not fit; the text says what to do
     */
    void prepare(int lanes);

    /**
     * Remembers a message id until its entry is delivered and the retention has passed, or the entry is discarded. Waits for
     * another transaction that has claimed the same id, until it ends; only if it commits the id is remembered.
     *
     * <p><b>Transaction:</b> mandatory, the application's.
     *
     * @return false if the id is remembered already, so that the envelope must not be appended
     */
    boolean claimId(String id);

    /**
     * Takes part in the transaction from now on, so that {@link #lockKeys} and {@link #append} can be called in {@code
     * beforeCompletion}, when it may be too late to join.
     *
     * <p><b>Transaction:</b> mandatory, the application's.
     *
     * @return false if they cannot be called then all the same, and so must be at once
     */
    boolean join();

    /**
     * Makes other transactions that lock one of these keys wait until this one ends, so that the positions of a key's entries
     * have the order of the commits. Always locks in the same order, so that callers that lock once per transaction never
     * deadlock. Writes what the application's persistence context holds back before it locks, so that nobody waits for a row of
     * the application's while he has locked a key.
     *
     * <p><b>Transaction:</b> mandatory, the application's.
     */
    void lockKeys(Collection<String> keys);

    /**
     * Inserts entries into a lane, in the order of the list: ready ones, and scheduled ones where {@link
     * SealedEnvelope#notBefore} lies ahead. Waits for no pass.
     *
     * <p>With {@link io.outboxed.OutboxConfig#strictKeys} this is called in {@code beforeCompletion} of a synchronisation, when
     * a persistence provider may have flushed for the last time: the entries must be in the database when it returns.
     *
     * <p>With {@link io.outboxed.OutboxConfig#cdcSlot} all entries are ready ones, and are deleted again at once as long as the slot keeps
     * the database's log; the ids that callers gave count as delivered then.
     *
     * <p><b>Transaction:</b> mandatory, the application's.
     */
    void append(int lane, List<SealedEnvelope> envelopes);

    /** What each lane has to do. Takes no locks. */
    List<LaneOutlook> outlook();

    /**
     * Takes ownership of a lane until the transaction ends, or returns at once.
     *
     * @return empty if another transaction owns the lane, or if there is no such lane
     */
    Optional<LaneLock> lock(int lane);

    /**
     * Makes retrying and scheduled entries ready that are due at {@link LaneLock#now}. Retrying ones keep their positions;
     * scheduled ones get theirs now, in the order of their times.
     *
     * @param max at most so many of each kind, ≥ 1
     * @return whether there may be more that are due
     */
    boolean bringBack(LaneLock lane, int max);

    /** Makes the waiting entries of these keys ready; they keep their positions. */
    void release(LaneLock lane, Set<String> keys);

    /**
     * Makes waiting entries ready that nothing holds up any more; they keep their positions.
     *
     * @param heldDestinations entries to these, and later ones of their keys, stay where they are
     * @param max at most so many, ≥ 1
     * @return whether there may be more
     */
    boolean releaseAll(LaneLock lane, Set<String> heldDestinations, int max);

    /**
     * Reads ready entries by position, expired ones included.
     *
     * @param maxEntries at most so many, ≥ 1
     * @param maxBytes their payloads have at most so many bytes in sum, but the first entry is always part
     */
    List<Entry> read(LaneLock lane, int maxEntries, long maxBytes);

    /**
     * Finds, among ready entries, those that must wait because an earlier entry of their key is retrying, waiting, or a dead
     * letter that holds its key.
     */
    List<Entry> blocked(LaneLock lane, List<Entry> entries);

    /**
     * Takes ready entries out of the way, as waiting ones: they cannot go now, for no fault of theirs.
     *
     * @param lookAgain when {@link #releaseAll} is to look at them, whoever owns the lane then, on the clock of {@link
     *     LaneLock#now}; {@link LaneLock#NEVER} if what they wait for tells by itself
     */
    void setAside(LaneLock lane, List<Entry> entries, long lookAgain);

    /**
     * Takes ready entries out of their lane that were accepted.
     *
     * @param retention how long they are kept as delivered ones; zero: they are deleted
     * @throws io.outboxed.StoreException if not every one was there, so that the transaction rolls back
     */
    void delivered(LaneLock lane, List<Entry> entries, Duration retention);

    /** Takes ready entries out of their lane that have expired; as {@link #delivered}, but marked as expired. */
    void expired(LaneLock lane, List<Entry> entries, Duration retention);

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
     * @param holdsKey whether later entries of its key wait until the dead letter is redriven or discarded
     */
    void bury(LaneLock lane, Entry entry, int attempts, String error, boolean holdsKey);

    /**
     * Asks the database whether this transaction still owns the lane. A database may have ended it, and given the lane to another owner,
     * while it was idle because the broker did not answer.
     *
     * @throws RuntimeException if it does not, or if that is not known
     */
    void confirm(LaneLock lane);

    /** Writes the note {@link LaneLock#inFlight}, or removes it. */
    void note(LaneLock lane, Optional<InFlight> inFlight);

    /**
     * Deletes delivered entries and forgets ids whose retention has passed.
     *
     * @param max about so many of each kind, ≥ 1
     * @return whether there may be more
     */
    boolean purge(int max);

    /**
     * Remembers that a destination is paused; {@code *} stands for all.
     *
     * @return false if it was already
     */
    boolean pause(String destination);

    /**
     * Forgets that a destination is paused.
     *
     * @return false if it was not
     */
    boolean resume(String destination);

    /**
     * Destinations that an operator has paused, and since when, by the store's clock; {@code *} stands for all. {@link Instant#EPOCH} where
     * the time is not known.
     */
    Map<String, Instant> pauses();

    /**
     * Tells which of these messages are in the outbox, in whatever state but delivered and expired. Not for the hot path: ready entries have no
     * index by id.
     */
    Set<String> present(Collection<String> ids);

    /** Looks at what is stored, at a cost that does not grow with it. */
    Backlog backlog();

    /** Counts entries by state. Not for the hot path: its cost may grow with the backlog. */
    StoreStatus status();
}
