package io.outboxed.internal.relay;

import io.outboxed.spi.Entry;
import io.outboxed.spi.SenderUnavailableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What became of a batch. Entries that appear nowhere stay where they are: their key or their route has to wait. */
final class SendReport {

    /** An entry that its sender refused. */
    record Rejection(Entry entry, boolean permanent, Throwable cause) {}

    private final List<Entry> accepted = new ArrayList<>();
    private final List<Rejection> rejected = new ArrayList<>();
    private final Map<String, Long> heldFrom = new HashMap<>();
    private final Map<Outage, SenderUnavailableException> outages = new LinkedHashMap<>();
    private final Set<Outage> answered = new HashSet<>();
    private boolean partial;
    private int duplicates;

    void accept(Entry entry, Outage outage) {
        accepted.add(entry);
        answered.add(outage);
    }

    /** Notes a failed entry; later ones of its key are held back from now on, while earlier ones may still go. */
    void reject(Entry entry, boolean permanent, Throwable cause) {
        rejected.add(new Rejection(entry, permanent, cause));
        hold(entry);
    }

    /** Notes that a sender takes nothing, or nothing for a destination. */
    void unavailable(Outage outage, SenderUnavailableException cause) {
        outages.put(outage, cause);
    }

    /** Notes that an entry has to wait, so that later ones of its key do too. */
    void hold(Entry entry) {
        if (entry.key() != null) {
            heldFrom.merge(entry.key(), entry.position(), Math::min);
        }
    }

    /** Has the report speak of other entries, which are in the same places. */
    void replaceAll(UnaryOperator<Entry> by) {
        accepted.replaceAll(by);
        rejected.replaceAll(each -> new Rejection(by.apply(each.entry()), each.permanent(), each.cause()));
    }

    /** Notes that some were left for the next pass, though nothing is wrong with them. */
    void leaveSome() {
        partial = true;
    }

    /** Notes that the broker has had an accepted entry before. */
    void dropped() {
        duplicates++;
    }

    /** How many entries the broker has had before. */
    int duplicates() {
        return duplicates;
    }

    boolean isPartial() {
        return partial;
    }

    boolean isHeld(Entry entry) {
        return entry.key() != null && heldFrom.getOrDefault(entry.key(), Long.MAX_VALUE) < entry.position();
    }

    List<Entry> accepted() {
        return accepted;
    }

    List<Rejection> rejected() {
        return rejected;
    }

    /** What was found away, and why. */
    Map<Outage, SenderUnavailableException> outages() {
        return outages;
    }

    /** The circuits by which something was accepted. */
    Set<Outage> answered() {
        return answered;
    }
}
