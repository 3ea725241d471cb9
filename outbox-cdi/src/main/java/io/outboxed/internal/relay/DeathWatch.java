package io.outboxed.internal.relay;

import io.outboxed.spi.Entry;
import io.outboxed.spi.InFlight;
import io.outboxed.spi.LaneLock;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the entry that kills the process whenever it is sent, so that it does not do so for ever, at no cost where none does.
 *
 * <p>Whatever killed a process lies at the head of its lane when it starts again. So only the first batch of each lane in the
 * life of a process is sent with care: what is about to be sent is noted in the lane's row, in a transaction before. A note
 * that is found and was not written by this process tells what was in flight when another died. Then these entries are sent
 * one by one, each noted, until the next death names one alone; that is tried a few times more, and buried.
 * See {@code docs/decisions/0011-poison-entries.md}.
 *
 * <p><b>Threads:</b> any number; one at a time for each lane.
 */
final class DeathWatch {

    /** What a pass is to do with the entries it could send. */
    sealed interface Advice {

        /** Send these, and remove the note if there is one. */
        record Send(List<Entry> entries, boolean noted) implements Advice {}

        /** Write a note, commit, and come again. */
        record Note(InFlight inFlight) implements Advice {}

        /** Bury an entry over which so many processes have died. */
        record Bury(Entry entry, int deaths) implements Advice {}
    }

    /** A living process is done with its note, or at least owns the lane again, much sooner. */
    static final long NOTE_MEANS_DEATH_AFTER_MILLIS = 5_000;

    private final int maxDeaths;
    private final BitSet proven = new BitSet();
    private final Map<Integer, InFlight> ownNotes = new HashMap<>();
    private final Map<Integer, Long> suspectUpTo = new HashMap<>();

    DeathWatch(int maxDeaths) {
        this.maxDeaths = maxDeaths;
    }

    /**
     * Whether another process wrote a note so shortly ago that it cannot be told whether it lives.
     */
    synchronized boolean mustWait(LaneLock lane) {
        return !proven.get(lane.lane())
                && lane.inFlight()
                        .filter(found -> !found.saysTheSameAs(ownNotes.get(lane.lane())))
                        .filter(found -> lane.now() - found.since() < NOTE_MEANS_DEATH_AFTER_MILLIS)
                        .isPresent();
    }

    synchronized Advice advise(LaneLock lane, List<Entry> entries) {
        if (proven.get(lane.lane()) || entries.isEmpty()) {
            return new Advice.Send(entries, false);
        }
        Optional<InFlight> found = lane.inFlight();
        if (found.isPresent() && found.get().saysTheSameAs(ownNotes.get(lane.lane()))) {
            List<Entry> noted = covered(found.get(), entries);
            // another process may have sent all of them between the note and now
            return noted.isEmpty() ? note(lane, entries) : new Advice.Send(noted, true);
        }
        return found.isPresent() ? afterDeath(lane, found.get(), entries) : note(lane, entries);
    }

    private Advice afterDeath(LaneLock lane, InFlight found, List<Entry> entries) {
        List<Entry> suspects = covered(found, entries);
        if (suspects.isEmpty()) { // they are waiting for something, or were sent by another process
            return note(lane, entries);
        }
        Entry first = suspects.get(0);
        if (!found.isSingle()) {
            suspectUpTo.put(lane.lane(), found.last());
            return alone(lane, first, 0);
        }
        int deaths = found.deaths() + 1;
        return deaths >= maxDeaths ? new Advice.Bury(first, deaths) : alone(lane, first, deaths);
    }

    private Advice note(LaneLock lane, List<Entry> entries) {
        Entry first = entries.get(0);
        if (first.position() <= suspectUpTo.getOrDefault(lane.lane(), Long.MIN_VALUE)) {
            return alone(lane, first, 0);
        }
        Entry last = entries.get(entries.size() - 1);
        return new Advice.Note(new InFlight(first.position(), last.position(), 0, lane.now()));
    }

    private static Advice alone(LaneLock lane, Entry entry, int deaths) {
        return new Advice.Note(new InFlight(entry.position(), entry.position(), deaths, lane.now()));
    }

    /** Those that the note names, without any that an earlier one of its key has come in front of, as a retry may. */
    private static List<Entry> covered(InFlight inFlight, List<Entry> entries) {
        Set<String> keysBefore = entries.stream()
                .filter(entry -> entry.position() < inFlight.first() && entry.key() != null)
                .map(Entry::key)
                .collect(Collectors.toSet());
        return entries.stream()
                .filter(entry -> inFlight.covers(entry) && !keysBefore.contains(entry.key()))
                .toList();
    }

    synchronized void trust(int lane) {
        proven.set(lane);
    }

    /** The note is committed. */
    synchronized void noted(int lane, InFlight inFlight) {
        ownNotes.put(lane, inFlight);
    }

    /** The note is removed; what it named was sent, or was not because of an outage. */
    synchronized void survived(int lane, boolean sent) {
        InFlight own = ownNotes.remove(lane);
        if (!sent) {
            return;
        }
        if (own.last() >= suspectUpTo.getOrDefault(lane, Long.MIN_VALUE) || !own.isSingle()) {
            suspectUpTo.remove(lane);
            proven.set(lane);
        }
    }
}
