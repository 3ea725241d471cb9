package io.outboxed.internal.relay;

import io.outboxed.internal.Log;
import io.outboxed.internal.relay.Suspension.Reason;
import io.outboxed.spi.OutboxListener;
import io.outboxed.spi.OutboxStore;
import io.outboxed.spi.SenderUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Runs passes when there is something to do: at once after a commit, else when the timer finds work.
 *
 * <p><b>Threads:</b> any number; passes run on the executor's threads.
 */
public final class RelayDriver {
    private static final BackOff TAKEN_BACK_OFF = new BackOff(Duration.ofMillis(10), Duration.ofMillis(500));

    /** How long a worker keeps a thread while there is work: others may wait for the only one that there is. */
    private static final long TURN_NANOS = 1_000_000_000;

    private final Pass pass;
    private final Routes routes;
    private final BatchSending sending;
    private final OutboxStore store;
    private final NewTransaction transaction;
    private final WatchedExecutor executor;
    private final OutboxListener listener;
    private final PassReports reports;
    private final Duration linger;
    private final Pacing pacing;
    private final LaneWork work;
    private final Suspension suspension;
    private final WorkFinder finder;
    private final List<Chore> chores;
    private final TimerWatch timer;
    private final LongSupplier nanoTime;
    private final Outage storeOutage = new Outage("store");
    private final Map<Integer, Integer> timesTaken = new ConcurrentHashMap<>();
    private final PlannedLooks looks;
    private final Object quiet = new Object();
    private volatile boolean lookFailed;

    /** Says what it drives and with what. */
    public record Parts(
            Pass pass,
            Routes routes,
            BatchSending sending,
            OutboxStore store,
            Purging inbox,
            NewTransaction transaction,
            RelayExecutor executor,
            OutboxListener listener) {}

    /** With {@code workers} passes at once; a wake-up waits for others as long as {@code linger}. */
    public RelayDriver(Parts parts, Pacing pacing, int workers, Duration linger, LongSupplier nanoTime) {
        this.pass = parts.pass;
        this.routes = parts.routes;
        this.sending = parts.sending;
        this.store = parts.store;
        this.transaction = parts.transaction;
        this.nanoTime = nanoTime;
        this.executor = new WatchedExecutor(parts.executor, nanoTime);
        this.listener = parts.listener;
        this.reports = new PassReports(listener);
        this.pacing = pacing;
        this.linger = linger;
        this.work = new LaneWork(workers, nanoTime);
        this.suspension = new Suspension(work);
        this.finder = new WorkFinder(parts, pacing, suspension, count -> startWorkers(count, Duration.ZERO));
        this.looks = new PlannedLooks(executor, this::look, nanoTime);
        this.chores = List.of(
                new Chore(
                        Housekeeping.INTERVAL,
                        new Housekeeping(List.of(store::purge, parts.inbox), transaction, routes),
                        nanoTime),
                new Chore(BacklogReport.INTERVAL, new BacklogReport(store, transaction, listener), nanoTime));
        this.timer = new TimerWatch(this::look, nanoTime);
        suspension.begin(Reason.STOPPED);
    }

    /** Lets passes run; what was woken before runs now. Reads first what is paused, so that nothing slips through. */
    public void start() {
        OwnTransaction.get(transaction, () -> {
            finder.obeyPauses();
            return null;
        });
        startWorkers(suspension.end(Reason.STOPPED), Duration.ZERO);
    }

    /** Lets no new pass begin and waits for running ones; true if they ended in time. */
    public boolean stop(Duration timeout) throws InterruptedException {
        suspension.begin(Reason.STOPPED);
        executor.endWaiting(); // there is nothing to do any more but to end
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

    /** Whether a pass of this node is on the lane. */
    public boolean owns(int lane) {
        return work.isOwned(lane);
    }

    /** Looks for work at the time at which something scheduled is due, if the timer would come later. */
    public void lookIn(Duration wait) {
        if (wait.compareTo(pacing.idle()) < 0) {
            looks.in(wait);
        }
    }

    /** What the timer does: {@link #look}; it is to fire again after what is returned. */
    public Duration tick() {
        return timer.fired();
    }

    /** Looks for work if the timer should have and has not; to be called again after what is returned. */
    public Duration lookIfTimerIsLate() {
        return timer.lookIfLate();
    }

    /**
     * Looks for lanes with work and wakes them, and has the house kept when it is time.
     *
     * @return when to look again
     */
    public Duration look() {
        if (suspension.is(Reason.STOPPED)) {
            return pacing.idle();
        }
        try {
            executor.handOverAgain();
            if (suspension.is(Reason.STORE)) {
                return pacing.idle();
            }
            WorkFinder.Found found = transaction.run(finder::find).orThrow();
            if (lookFailed) { // where a pass failed, only a pass can tell that the outage has ended
                lookFailed = false;
                storeOutage.ended();
            }
            startWorkers(work.offer(found.lanes()), Duration.ZERO);
            chores.forEach(chore -> chore.startWhenDue(executor, () -> suspension.is(Reason.STOPPED)));
            return found.next();
        } catch (Throwable e) { // errors too, else nobody would look again
            if (!suspension.is(Reason.STOPPED)) { // else what it needs may have gone with the application
                lookFailed = true;
                storeAway(e);
            }
            return pacing.idle();
        }
    }

    /**
     * Runs passes in the calling thread over all lanes, until they have nothing more that can go. Obeys pauses.
     *
     * @return how many entries were sent
     */
    public int runNow() throws Exception {
        return new ImmediateRun(pass, transaction, finder, suspension, this::report).run();
    }

    private void startWorkers(int count, Duration delay) {
        for (int i = 0; i < count; i++) {
            executor.schedule(this::workLanes, delay);
        }
    }

    private void workLanes() {
        long turnEnds = nanoTime.getAsLong() + TURN_NANOS;
        for (Optional<LaneWork.Taken> taken = work.take(); taken.isPresent(); taken = work.take()) {
            int lane = taken.get().lane();
            boolean again = false;
            try {
                listener.taken(lane, taken.get().waited());
                again = runPass(lane);
            } finally {
                work.done(lane);
            }
            if (again) {
                startWorkers(work.offer(List.of(lane)), Duration.ZERO);
            }
            if (nanoTime.getAsLong() - turnEnds >= 0) {
                executor.schedule(this::workLanes, Duration.ZERO);
                return;
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
            if (Conflicts.isConflict(e)) {
                Log.conflict(lane, e);
                tryAgainSoon(lane);
                return false;
            }
            storeAway(e);
            return true;
        }
        storeOutage.ended();
        if (result instanceof PassResult.Owned owned) {
            timesTaken.remove(lane);
            report(lane, owned);
            return owned.again();
        }
        tryAgainSoon(lane);
        return false;
    }

    private void report(int lane, PassResult.Owned owned) {
        reports.tell(lane, owned);
        List<Outage> closed = owned.answered().stream().filter(Outage::ended).toList();
        if (!closed.isEmpty()) {
            goOn(); // as another pass may have suspended all
        }
        owned.outages().forEach(this::away);
    }

    /** The wake-up is not done: whoever owns the lane may have read it before the commit that woke us. */
    private void tryAgainSoon(int lane) {
        int times = timesTaken.merge(lane, 1, (before, one) -> Math.min(before + one, 100));
        executor.schedule(() -> wake(List.of(lane)), TAKEN_BACK_OFF.bound(times));
    }

    private void storeAway(Throwable cause) {
        suspension.begin(Reason.STORE);
        Duration wait = storeOutage.failed(cause, ThreadLocalRandom.current().nextDouble());
        executor.schedule(() -> startWorkers(suspension.end(Reason.STORE), Duration.ZERO), wait);
    }

    /** Opens a circuit. Where there is no other sender nothing goes on; else passes set aside what has to wait for it. */
    private void away(Outage outage, SenderUnavailableException cause) {
        if (routes.isSingle() && routes.of(outage).isPresent()) {
            suspension.begin(Reason.SENDER);
        }
        executor.schedule(
                () -> tryAgain(outage),
                outage.failed(cause, ThreadLocalRandom.current().nextDouble()));
    }

    private void tryAgain(Outage outage) {
        if (suspension.is(Reason.STOPPED) || !outage.isOpen()) {
            return;
        }
        Optional<SenderUnavailableException> stillAway = routes.of(outage).flatMap(sending::probe);
        if (stillAway.isPresent()) {
            away(outage, stillAway.get());
            return;
        }
        outage.tryAgain();
        goOn();
    }

    private void goOn() {
        routes.opened();
        startWorkers(suspension.end(Reason.SENDER), Duration.ZERO);
        look();
    }

    /** What is away now, and since when; the store first. */
    public Map<String, Instant> outages() {
        Map<String, Instant> outages = new LinkedHashMap<>();
        Stream.concat(Stream.of(storeOutage), routes.outages())
                .forEach(outage -> outage.since().ifPresent(since -> outages.put(outage.toString(), since)));
        return Collections.unmodifiableMap(outages);
    }

    /** The destinations that are paused, as far as this node knows. */
    public List<String> paused() {
        return routes.paused();
    }
}
