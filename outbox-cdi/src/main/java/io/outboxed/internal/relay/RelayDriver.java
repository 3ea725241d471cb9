package io.outboxed.internal.relay;

import io.outboxed.internal.Log;
import io.outboxed.spi.OutboxStore;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Runs passes when there is something to do: at once after a commit, else when the timer finds work.
 *
 * <p><b>Threads:</b> any number; passes run on the executor's threads.
 */
public final class RelayDriver {
    private static final BackOff OUTAGE_BACK_OFF = new BackOff(Duration.ofMillis(500), Duration.ofSeconds(15));
    private static final BackOff TAKEN_BACK_OFF = new BackOff(Duration.ofMillis(10), Duration.ofMillis(500));

    private final Pass pass;
    private final OutboxStore store;
    private final NewTransaction transaction;
    private final RelayExecutor executor;
    private final Duration linger;
    private final Pacing pacing;
    private final LaneWork work;
    private final Outage storeOutage = new Outage("store", OUTAGE_BACK_OFF);
    private final Outage senderOutage = new Outage("broker", OUTAGE_BACK_OFF);
    private final Map<Integer, Integer> timesTaken = new ConcurrentHashMap<>();
    private final Object quiet = new Object();
    private volatile boolean running;
    private volatile boolean lookFailed;

    /** What it drives and with what. */
    public RelayDriver(
            Pass pass,
            OutboxStore store,
            NewTransaction transaction,
            RelayExecutor executor,
            Pacing pacing,
            int workers,
            Duration linger) {
        this.pass = pass;
        this.store = store;
        this.transaction = transaction;
        this.executor = executor;
        this.pacing = pacing;
        this.linger = linger;
        this.work = new LaneWork(workers);
        work.suspend();
    }

    /** Lets passes run; what was woken before runs now. */
    public void start() {
        running = true;
        startWorkers(work.resume(), Duration.ZERO);
    }

    /** Lets no new pass begin and waits for running ones; true if they ended in time. */
    public boolean stop(Duration timeout) throws InterruptedException {
        running = false;
        work.suspend();
        long deadline = System.nanoTime() + timeout.toNanos();
        synchronized (quiet) {
            for (long left = timeout.toNanos(); !work.isQuiet(); left = deadline - System.nanoTime()) {
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(quiet, Math.max(left, 1_000_000));
            }
        }
        return true;
    }

    /** Makes sure that each lane is owned once after this call, by this node or another. Returns at once. */
    public void wake(Collection<Integer> lanes) {
        startWorkers(work.offer(lanes), linger);
    }

    /**
     * Looks for lanes with work and wakes them.
     *
     * @return when to look again
     */
    public Duration tick() {
        if (!running || work.isSuspended()) {
            return pacing.idle();
        }
        try {
            List<Integer> lanes = transaction.run(store::lanesWithWork).orThrow();
            if (lookFailed) { // where a pass failed, only a pass can tell that the outage has ended
                lookFailed = false;
                storeOutage.ended();
            }
            startWorkers(work.offer(lanes), Duration.ZERO);
            return pacing.next(!lanes.isEmpty());
        } catch (Exception e) {
            lookFailed = true;
            suspendAfter(storeOutage, e);
            return pacing.idle();
        }
    }

    private void startWorkers(int count, Duration delay) {
        for (int i = 0; i < count; i++) {
            try {
                if (delay.isZero()) {
                    executor.execute(this::workLanes);
                } else {
                    executor.schedule(this::workLanes, delay);
                }
            } catch (RuntimeException e) {
                work.notStarted();
                Log.executorRefused(e);
            }
        }
    }

    private void workLanes() {
        for (OptionalInt lane = work.take(); lane.isPresent(); lane = work.take()) {
            boolean again = false;
            try {
                again = runPass(lane.getAsInt());
            } finally {
                work.done(lane.getAsInt());
            }
            if (again) {
                startWorkers(work.offer(List.of(lane.getAsInt())), Duration.ZERO);
            }
        }
        synchronized (quiet) {
            quiet.notifyAll();
        }
    }

    private boolean runPass(int lane) {
        PassResult result;
        try {
            result = pass.run(lane);
        } catch (Throwable e) { // errors too: the relay outlives a failed class load or a full heap
            suspendAfter(storeOutage, e);
            return true;
        }
        storeOutage.ended();
        if (result instanceof PassResult.Owned owned) {
            timesTaken.remove(lane);
            Log.passed(lane, owned.accepted(), owned.rejected());
            if (owned.outage().isPresent()) {
                suspendAfter(senderOutage, owned.outage().get());
                return true;
            }
            if (owned.accepted() > 0) {
                senderOutage.ended();
            }
            return owned.again();
        }
        tryAgainSoon(lane);
        return false;
    }

    /** The wake-up is not done: whoever owns the lane may have read it before the commit that woke us. */
    private void tryAgainSoon(int lane) {
        int times = timesTaken.merge(lane, 1, (before, one) -> Math.min(before + one, 100));
        schedule(() -> wake(List.of(lane)), TAKEN_BACK_OFF.bound(times));
    }

    private void suspendAfter(Outage outage, Throwable cause) {
        work.suspend();
        schedule(this::resume, outage.failed(cause, ThreadLocalRandom.current().nextDouble()));
    }

    private void resume() {
        if (running) {
            startWorkers(work.resume(), Duration.ZERO);
        }
    }

    private void schedule(Runnable task, Duration delay) {
        try {
            executor.schedule(task, delay);
        } catch (RuntimeException e) {
            Log.executorRefused(e);
        }
    }
}
