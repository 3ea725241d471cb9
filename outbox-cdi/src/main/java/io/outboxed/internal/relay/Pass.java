package io.outboxed.internal.relay;

import io.outboxed.internal.Log;
import io.outboxed.internal.SendErrors;
import io.outboxed.internal.relay.NewTransaction.Result;
import io.outboxed.internal.relay.PassResult.Setback;
import io.outboxed.spi.Entry;
import io.outboxed.spi.LaneLock;
import io.outboxed.spi.OutboxStore;
import io.outboxed.spi.SentBatch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The relay's algorithm: one run over one lane.
 *
 * <p>The outer transaction holds the lane and the deletion, the inner ones hold the sending. They commit from the inside out:
 * an entry is deleted only after the broker's acceptance. A crash in between sends it again, under the same id.
 *
 * <p>Every pass reads from the start of the lane. A cursor would be wrong: a transaction that commits late has a lower position
 * than what was read already, and the next one of its key may be in sight before it is (see {@code
 * docs/decisions/0001-no-position-cursor.md}). So that nothing has to be skipped again and again, entries that cannot go now are
 * set aside, and come back when what they wait for has happened.
 */
public final class Pass {
    /** How many parked entries come back in one pass; what is left comes in the next. */
    private static final int MAX_BACK = 1_000;

    /** How many waiting entries come back in one pass: more, because finding them costs a look at all that wait. */
    private static final int MAX_RELEASED = 10_000;

    /** Whoever owns the lane by then looks whether entries to an unreachable destination can go, if this node does not. */
    private static final long UNREACHABLE_LOOK_MILLIS = 60_000;

    /**
     * What bounds a batch, and what becomes of what is done.
     *
     * @param retention how long delivered entries are kept; zero: they are deleted
     * @param maxDeaths how many processes may die while they send one entry, before it is buried
     */
    public record Limits(int batchSize, long batchBytes, long payloadMaxBytes, Duration retention, int maxDeaths) {}

    private final Clock clock = Clock.systemUTC();
    private final OutboxStore store;
    private final Routes routes;
    private final Sending sending;
    private final NewTransaction transaction;
    private final Function<Entry, RetryPolicy> retryPolicies;
    private final Limits limits;
    private final DeathWatch deathWatch;
    private final SmallSteps steps = new SmallSteps();
    private final Set<Integer> due = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Long> releasedAt = new ConcurrentHashMap<>();

    /** Everything it needs; between runs it remembers only what saves it from asking the store. */
    public Pass(
            OutboxStore store,
            Routes routes,
            Sending sending,
            NewTransaction transaction,
            Function<Entry, RetryPolicy> retryPolicies,
            Limits limits) {
        this.store = store;
        this.routes = routes;
        this.sending = sending;
        this.transaction = transaction;
        this.retryPolicies = retryPolicies;
        this.limits = limits;
        this.deathWatch = new DeathWatch(limits.maxDeaths());
    }

    /** Lets the next run over the lane look for scheduled entries, of which the lane's row does not tell. */
    void expectDue(int lane) {
        due.add(lane);
    }

    /** Takes the lane's first batch for harmless. */
    void trust(int lane) {
        deathWatch.trust(lane);
    }

    PassResult run(int lane) throws Exception {
        Result<Outcome> run;
        try {
            run = transaction.run(() -> runIn(lane));
        } catch (Exception e) {
            steps.rolledBack(lane);
            return sending.rolledBack(lane, e, true);
        }
        if (run.failure() != null) {
            steps.rolledBack(lane);
            return sending.rolledBack(lane, run.failure(), false);
        }
        Outcome outcome = run.value();
        steps.committed(lane, limits.batchSize());
        sending.committed(lane);
        outcome.afterCommit.run();
        return outcome.result;
    }

    /** What a run comes to, and what is true only once it has committed. */
    private record Outcome(PassResult result, Runnable afterCommit) {
        Outcome(PassResult result) {
            this(result, () -> {});
        }
    }

    private Outcome runIn(int lane) throws Exception {
        Optional<LaneLock> lock = store.lock(lane);
        if (lock.isEmpty()) {
            return new Outcome(new PassResult.Taken());
        }
        LaneLock owned = lock.get();
        if (deathWatch.mustWait(owned)) {
            return new Outcome(new PassResult.Taken());
        }
        boolean more = bringBack(owned) | release(owned);
        int size = steps.bound(lane, limits.batchSize());
        List<Entry> batch = store.read(owned, size, limits.batchBytes());
        more |= mayHaveMore(batch, size);
        List<Entry> expired = batch.stream().filter(Entry::isExpired).toList();
        if (!expired.isEmpty()) {
            store.expired(owned, expired, limits.retention());
            more |= releaseFollowers(owned, expired);
        }
        List<Entry> free = without(setAside(owned, without(expired, batch)), without(expired, batch));
        DeathWatch.Advice advice = deathWatch.advise(owned, free);
        if (advice instanceof DeathWatch.Advice.Send send) {
            return send(owned, send, expired, more);
        }
        if (advice instanceof DeathWatch.Advice.Note note) {
            store.note(owned, Optional.of(note.inFlight()));
            return new Outcome(
                    PassResult.Owned.without(List.of(), expired, true), () -> deathWatch.noted(lane, note.inFlight()));
        }
        DeathWatch.Advice.Bury bury = (DeathWatch.Advice.Bury) advice;
        store.note(owned, Optional.empty());
        int attempts = bury.entry().attempts() + bury.deaths();
        Setback setback = bury(owned, bury.entry(), attempts, SendErrors.killsTheProcess(bury.deaths()));
        if (!setback.holdsKey()) {
            releaseFollowers(owned, List.of(bury.entry()));
        }
        return new Outcome(PassResult.Owned.without(List.of(setback), expired, true));
    }

    private boolean bringBack(LaneLock lane) {
        if (!due.contains(lane.lane()) && !lane.isDue()) {
            return false;
        }
        boolean more = store.bringBack(lane, MAX_BACK);
        if (!more) {
            due.remove(lane.lane());
        }
        return more;
    }

    /** Looks at waiting entries when a destination was opened, when it is time, and once in the life of a process. */
    private boolean release(LaneLock lane) {
        long openings = routes.openings();
        boolean opened = openings != releasedAt.getOrDefault(lane.lane(), 0L);
        if (!lane.isReleaseDue() && !(opened && lane.hasParked())) {
            return false;
        }
        boolean more = store.releaseAll(lane, routes.held(), MAX_RELEASED);
        if (!more) {
            releasedAt.put(lane.lane(), openings);
        }
        return more;
    }

    /** Takes out of the way what cannot go, for no fault of its own: by its destination, or behind an earlier one of its key. */
    private List<Entry> setAside(LaneLock lane, List<Entry> entries) {
        List<Entry> held = filter(entries, entry -> routes.isHeld(entry.destination()));
        if (!held.isEmpty()) {
            boolean paused = held.stream().allMatch(entry -> routes.isPaused(entry.destination()));
            store.setAside(lane, held, paused ? LaneLock.NEVER : lane.now() + UNREACHABLE_LOOK_MILLIS);
        }
        if (held.isEmpty() && !lane.hasParked()) {
            return held;
        }
        List<Entry> blocked = store.blocked(lane, without(held, entries));
        if (!blocked.isEmpty()) {
            store.setAside(lane, blocked, LaneLock.NEVER);
        }
        return Stream.concat(held.stream(), blocked.stream()).toList();
    }

    private Outcome send(LaneLock lane, DeathWatch.Advice.Send advice, List<Entry> expired, boolean more)
            throws Exception {
        if (advice.entries().isEmpty()) {
            return new Outcome(PassResult.Owned.without(List.of(), expired, more));
        }
        Instant began = clock.instant();
        SendReport report = sending.send(lane.lane(), advice.entries(), () -> store.confirm(lane));
        Duration took = Duration.between(began, clock.instant());
        if (!report.accepted().isEmpty()) {
            if (sending.repeats()) {
                steps.sent(lane.lane());
            }
            store.delivered(lane, report.accepted(), limits.retention());
        }
        List<Setback> setbacks = report.rejected().stream()
                .map(rejection -> putAside(lane, rejection))
                .toList();
        Stream<Entry> buried = setbacks.stream()
                .filter(each -> each.isBuried() && !each.holdsKey())
                .map(Setback::entry);
        boolean released = releaseFollowers(
                lane, Stream.concat(report.accepted().stream(), buried).toList());
        boolean again = more
                || released
                || report.isPartial()
                || advice.noted()
                || !setbacks.isEmpty()
                || !report.outages().isEmpty();
        PassResult result = new PassResult.Owned(
                new SentBatch(lane.lane(), report.accepted(), report.duplicates(), began, took),
                setbacks,
                expired,
                again,
                report.outages(),
                report.answered());
        if (!advice.noted()) {
            return new Outcome(result);
        }
        store.note(lane, Optional.empty());
        return new Outcome(
                result, () -> deathWatch.survived(lane.lane(), report.outages().isEmpty()));
    }

    private Setback putAside(LaneLock lane, SendReport.Rejection rejection) {
        Entry entry = rejection.entry();
        int attempts = entry.attempts() + 1;
        Optional<Duration> wait = retryPolicies.apply(entry).next(attempts, rejection.permanent());
        if (wait.isEmpty()) {
            return bury(lane, entry, attempts, rejection.cause());
        }
        store.retry(lane, entry, attempts, lane.now() + wait.get().toMillis(), Log.describe(rejection.cause()));
        return new Setback(entry, attempts, wait, false, rejection.cause());
    }

    private Setback bury(LaneLock lane, Entry entry, int attempts, Throwable cause) {
        boolean holdsKey = retryPolicies.apply(entry).holdsKey() && entry.key() != null;
        store.bury(lane, entry, attempts, Log.describe(cause), holdsKey);
        return new Setback(entry, attempts, Optional.empty(), holdsKey, cause);
    }

    /** What failed before has kept later entries of its key waiting; now they may go. */
    private boolean releaseFollowers(LaneLock lane, List<Entry> done) {
        Set<String> keys = done.stream()
                .filter(entry -> entry.attempts() > 0 && entry.key() != null)
                .map(Entry::key)
                .collect(Collectors.toSet());
        boolean mayWait = lane.hasParked() && !keys.isEmpty();
        if (mayWait) {
            store.release(lane, keys);
        }
        return mayWait;
    }

    /** Whether there may be entries beyond the batch: it is full, or the next payload might not have fitted any more. */
    private boolean mayHaveMore(List<Entry> batch, int size) {
        if (batch.size() >= size) { // without adding up, as a size is not for nothing
            return true;
        }
        long bytes =
                batch.stream().mapToLong(e -> e.envelope().payload().size()).sum();
        return !batch.isEmpty() && bytes > limits.batchBytes() - limits.payloadMaxBytes();
    }

    private static List<Entry> filter(List<Entry> entries, Predicate<Entry> which) {
        return entries.stream().filter(which).toList();
    }

    private static List<Entry> without(List<Entry> some, List<Entry> entries) {
        if (some.isEmpty()) {
            return entries;
        }
        Set<Long> positions = some.stream().map(Entry::position).collect(Collectors.toSet());
        return filter(entries, entry -> !positions.contains(entry.position()));
    }
}
