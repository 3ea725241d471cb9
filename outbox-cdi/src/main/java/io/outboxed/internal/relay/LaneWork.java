package io.outboxed.internal.relay;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Which lanes want a pass, and how many workers are on them. Wake-ups for a lane that already waits are merged; one that comes
 * while a pass is on the lane makes it wait once more, because that pass may have read before the commit.
 *
 * <p><b>Threads:</b> any number.
 */
final class LaneWork {
    /** A lane to work on, and how long it waited for that. */
    record Taken(int lane, Duration waited) {}

    private final int maxWorkers;
    private final LongSupplier nanoTime;
    private final Deque<Integer> waiting = new ArrayDeque<>();
    private final Map<Integer, Long> waitingSince = new HashMap<>();
    private final BitSet isOwned = new BitSet();
    private int workers;
    private boolean suspended;

    LaneWork(int maxWorkers, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.maxWorkers = maxWorkers;
    }

    /**
     * Notes that lanes want a pass.
     *
     * @return how many workers to start now; each must call {@link #take} until it is empty
     */
    synchronized int offer(Collection<Integer> lanes) {
        for (int lane : lanes) {
            if (waitingSince.putIfAbsent(lane, nanoTime.getAsLong()) == null) {
                waiting.addLast(lane);
            }
        }
        return workersToStart();
    }

    /** A lane to work on, in the order in which they were offered; when empty, the calling worker has ended. */
    synchronized Optional<Taken> take() {
        if (!suspended) {
            for (var lanes = waiting.iterator(); lanes.hasNext(); ) {
                int lane = lanes.next();
                if (!isOwned.get(lane)) {
                    lanes.remove();
                    isOwned.set(lane);
                    long waited = nanoTime.getAsLong() - waitingSince.remove(lane);
                    return Optional.of(new Taken(lane, Duration.ofNanos(waited)));
                }
            }
        }
        workers--;
        return Optional.empty();
    }

    /** Whether a worker is on the lane. */
    synchronized boolean isOwned(int lane) {
        return isOwned.get(lane);
    }

    /** Ends the work on a lane that {@link #take} gave. */
    synchronized void done(int lane) {
        isOwned.clear(lane);
    }

    /** Lets no worker take a lane until {@link #resume}; offers are kept. */
    synchronized void suspend() {
        suspended = true;
    }

    /**
     * Ends {@link #suspend}.
     *
     * @return how many workers to start now
     */
    synchronized int resume() {
        suspended = false;
        return workersToStart();
    }

    /** Whether no lane is given out at the moment. */
    synchronized boolean isSuspended() {
        return suspended;
    }

    /** Whether no worker is about. */
    synchronized boolean isQuiet() {
        return workers == 0;
    }

    private int workersToStart() {
        if (suspended) {
            return 0;
        }
        int free = (int) waiting.stream().filter(lane -> !isOwned.get(lane)).count();
        int idle = workers - isOwned.cardinality();
        int start = Math.max(0, Math.min(maxWorkers - workers, free - idle));
        workers += start;
        return start;
    }
}
