package io.outboxed.internal.relay;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bounds the batches of a lane after what was sent could not be deleted. A store that can be read and locked but not written, because
 * its disk is full perhaps, would else have whole batches sent again at every try. The next one has a single entry, and each one that is
 * committed allows the double, so no more is repeated than was done.
 *
 * <p><b>Threads:</b> any number; one at a time for each lane.
 */
final class SmallSteps {
    private final Set<Integer> sent = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Integer> bounds = new ConcurrentHashMap<>();

    /** How many entries the lane's next batch may have, of a full one's number. */
    int bound(int lane, int full) {
        return Math.min(full, bounds.getOrDefault(lane, full));
    }

    /** Something was accepted, and is to be deleted. */
    void sent(int lane) {
        sent.add(lane);
    }

    void rolledBack(int lane) {
        if (sent.remove(lane)) {
            bounds.put(lane, 1);
        }
    }

    void committed(int lane, int full) {
        if (sent.remove(lane)) {
            bounds.computeIfPresent(lane, (same, bound) -> bound > full / 2 ? null : Integer.valueOf(2 * bound));
        }
    }
}
