package io.outboxed.test;

import io.outboxed.StoreException;
import io.outboxed.spi.Batch;
import io.outboxed.spi.Entry;
import io.outboxed.spi.EntryRejectedException;
import io.outboxed.spi.SenderUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What goes wrong around a {@link TestOutbox}, as a test says. Nothing happens at random, and nothing takes time.
 *
 * <p>What is down stays down until it is up again; what is lost or fails does so once for each call.
 *
 * <p><b>Threads:</b> any number.
 */
public final class Faults {
    /** An entry that the broker does not want. */
    private record Poison(Predicate<Entry> which, boolean permanent) {}

    private final Set<String> destinationsDown = new HashSet<>();
    private final List<Poison> poisons = new ArrayList<>();
    private final List<Integer> failing = new ArrayList<>();
    private boolean brokerDown;
    private boolean databaseDown;
    private int lostAcknowledgements;
    private Duration slowness = Duration.ZERO;
    private CommitFault ofRelay = CommitFault.NONE;
    private CommitFault ofApplication = CommitFault.NONE;

    Faults() {}

    /** The broker takes nothing. Entries are kept, and no attempt is counted. */
    public synchronized void brokerDown() {
        brokerDown = true;
    }

    /** The broker takes what it is given again, with the next {@link TestOutbox#drain}. */
    public synchronized void brokerUp() {
        brokerDown = false;
    }

    /** The broker takes nothing for one destination, as when a queue is full; entries to others go. */
    public synchronized void destinationDown(String destination) {
        destinationsDown.add(Objects.requireNonNull(destination, "destination"));
    }

    /** The broker takes again what is for the destination. */
    public synchronized void destinationUp(String destination) {
        destinationsDown.remove(destination);
    }

    /**
     * The broker fails when it is given the {@code nth} entry from now on, without telling why, and takes nothing of that batch. The relay
     * looks for the culprit: what was sent with others is sent again at once in smaller batches, what was sent alone has an attempt counted.
     *
     * @param nth 1: the next; entries that are sent again count again
     * @throws IllegalArgumentException if {@code nth} is less than 1
     */
    public synchronized void failSend(int nth) {
        if (nth < 1) {
            throw new IllegalArgumentException("nth is " + nth + ", must be 1 or more");
        }
        failing.add(nth);
    }

    /** The broker takes the next batch, but the relay does not get to know, and sends the same again. */
    public synchronized void loseAcknowledgement() {
        lostAcknowledgements++;
    }

    /** The broker refuses the entries that match, each time: an attempt is counted, and in the end they become dead letters. */
    public synchronized void poison(Predicate<Entry> which) {
        poisons.add(new Poison(Objects.requireNonNull(which, "which"), false));
    }

    /** The broker refuses the entries that match for what they are: they become dead letters at once. */
    public synchronized void refuseForGood(Predicate<Entry> which) {
        poisons.add(new Poison(Objects.requireNonNull(which, "which"), true));
    }

    /** The broker needs so long for each batch: the test's clock goes on by it. Zero ends it. */
    public synchronized void slow(Duration perBatch) {
        slowness = Objects.requireNonNull(perBatch, "perBatch");
    }

    /** The database is away: whatever asks the outbox's store fails with {@link StoreException}, publishers and relay alike. */
    public synchronized void databaseDown() {
        databaseDown = true;
    }

    /** The database is back. */
    public synchronized void databaseUp() {
        databaseDown = false;
    }

    /** The next commit that the application asks for fails, and nothing of its transaction has happened. */
    public synchronized void failCommit() {
        ofApplication = CommitFault.ROLLED_BACK;
    }

    /** The next commit that the application asks for seems to fail, but has taken effect. */
    public synchronized void commitInDoubt() {
        ofApplication = CommitFault.IN_DOUBT;
    }

    /** The relay dies after the broker has taken its next batch, before that is noted: it sends the same again. */
    public synchronized void failRelayCommit() {
        ofRelay = CommitFault.ROLLED_BACK;
    }

    /** The commit after the relay's next batch seems to fail, but has taken effect: nothing is lost, and nothing is sent again. */
    public synchronized void relayCommitInDoubt() {
        ofRelay = CommitFault.IN_DOUBT;
    }

    /** Everything is well. */
    public synchronized void clear() {
        brokerDown = false;
        databaseDown = false;
        destinationsDown.clear();
        poisons.clear();
        failing.clear();
        lostAcknowledgements = 0;
        slowness = Duration.ZERO;
        ofRelay = CommitFault.NONE;
        ofApplication = CommitFault.NONE;
    }

    synchronized void checkBroker() throws SenderUnavailableException {
        if (brokerDown) {
            throw new SenderUnavailableException("The test's broker is down", null);
        }
    }

    synchronized void checkDatabase() {
        if (databaseDown) {
            throw new StoreException("OUTBOX-5999", "The test's database is down.", null);
        }
    }

    synchronized Duration slowness() {
        return slowness;
    }

    /** Fails if a destination is down or the broker fails at one of the entries. */
    synchronized void checkBatch(Batch batch) throws SenderUnavailableException {
        for (Entry entry : batch.entries()) {
            if (destinationsDown.contains(entry.destination())) {
                throw new SenderUnavailableException(
                        "The test's destination " + entry.destination() + " is down", null, entry.destination());
            }
        }
        boolean fails = false;
        for (int i = 0; i < batch.entries().size(); i++) {
            failing.replaceAll(nth -> nth - 1);
            fails |= failing.removeIf(nth -> nth == 0);
        }
        if (fails) {
            throw new IllegalStateException("The test's broker has failed");
        }
    }

    /** Fails if the broker does not want the entry. */
    synchronized void checkEntry(Entry entry) throws EntryRejectedException {
        for (Poison poison : poisons) {
            if (poison.which().test(entry)) {
                throw new EntryRejectedException(entry, poison.permanent(), "The test's broker refuses it", null);
            }
        }
    }

    synchronized boolean losesAcknowledgement() {
        boolean loses = lostAcknowledgements > 0;
        lostAcknowledgements -= loses ? 1 : 0;
        return loses;
    }

    /** How the transaction around a batch that was sent is to end. */
    synchronized CommitFault takeOfRelay() {
        CommitFault fault = ofRelay;
        ofRelay = CommitFault.NONE;
        return fault;
    }

    /** How a transaction ends. */
    synchronized CommitFault ofCommit(TestTransaction transaction) {
        if (databaseDown && transaction.usesStore) {
            return CommitFault.ROLLED_BACK;
        }
        if (transaction.ofRelay) {
            return transaction.fault;
        }
        CommitFault fault = ofApplication;
        ofApplication = CommitFault.NONE;
        return fault;
    }
}
