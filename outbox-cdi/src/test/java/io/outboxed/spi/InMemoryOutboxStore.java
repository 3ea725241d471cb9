package io.outboxed.spi;

import io.outboxed.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The reference of {@link OutboxStore}, written to be read: a map of rows by message id, an overlay per transaction, and a
 * clock that stands still until it is advanced. Transactions belong to threads; {@link #begin}, {@link #commit} and {@link
 * #rollback} stand for JTA.
 */
public final class InMemoryOutboxStore implements OutboxStore {
    enum State {
        READY,
        SCHEDULED,
        RETRYING,
        WAITING,
        DEAD,
        HOLDING,
        DELIVERED,
        EXPIRED
    }

    private static final Set<State> HOLDING_UP = EnumSet.of(State.RETRYING, State.HOLDING, State.WAITING);

    /** An entry, where it is in its life, and the time that matters there; position 0 as long as it is scheduled. */
    record Row(Entry entry, State state, long due, String error) {
        Row in(State other, long at) {
            return new Row(entry, other, at, error);
        }
    }

    /** What a lane's row says. */
    private record Lane(long releaseDue, Optional<InFlight> inFlight) {}

    /** What is committed, or what a transaction has changed: empty means deleted. */
    private static final class Data {
        private final Map<String, Optional<Row>> rows = new LinkedHashMap<>();
        private final Map<Integer, Lane> lanes = new TreeMap<>();
        private final Map<String, Optional<Long>> ids = new TreeMap<>();
        private final Map<String, Boolean> paused = new TreeMap<>();
    }

    private final Data committed = new Data();
    private final Map<Integer, Data> owners = new HashMap<>();
    private final Map<String, Data> keyOwners = new HashMap<>();
    private final Map<String, Data> idOwners = new HashMap<>();
    private final ThreadLocal<Data> current = new ThreadLocal<>();
    private long lastPosition;
    private long now = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

    /** Begins the calling thread's transaction. */
    public synchronized void begin() {
        if (current.get() != null) {
            throw new IllegalStateException("This thread has a transaction already");
        }
        current.set(new Data());
    }

    /** Makes everything that the transaction did visible to others, and frees its locks. */
    public synchronized void commit() {
        Data transaction = transaction();
        committed.rows.putAll(transaction.rows);
        committed.rows.values().removeIf(Optional::isEmpty);
        committed.lanes.putAll(transaction.lanes);
        committed.ids.putAll(transaction.ids);
        committed.ids.values().removeIf(Optional::isEmpty);
        committed.paused.putAll(transaction.paused);
        end(transaction);
    }

    /** Forgets everything that the transaction did, and frees its locks. */
    public synchronized void rollback() {
        end(transaction());
    }

    private void end(Data transaction) {
        owners.values().removeIf(owner -> owner == transaction);
        keyOwners.values().removeIf(owner -> owner == transaction);
        idOwners.values().removeIf(owner -> owner == transaction);
        current.remove();
        notifyAll();
    }

    /** Moves the clock forward. */
    public synchronized void advance(Duration by) {
        now += by.toMillis();
    }

    /** The errors of the dead letters, by message id. */
    public synchronized Map<String, String> deadLetters() {
        Map<String, String> dead = new TreeMap<>();
        committed.rows.forEach(
                (id, row) -> row.filter(each -> isDead(each.state())).ifPresent(each -> dead.put(id, each.error())));
        return dead;
    }

    static boolean isDead(State state) {
        return state == State.DEAD || state == State.HOLDING;
    }

    @Override
    public synchronized void prepare(int count) {
        for (int lane = 0; lane < count; lane++) {
            if (!committed.lanes.containsKey(lane)) {
                transaction().lanes.put(lane, new Lane(LaneLock.NEVER, Optional.empty()));
            }
        }
    }

    @Override
    public synchronized boolean claimId(String id) {
        own(idOwners, id);
        Optional<Long> forget = transaction().ids.getOrDefault(id, committed.ids.getOrDefault(id, Optional.empty()));
        if (forget.isPresent() && forget.get() > now) {
            if (!transaction().ids.containsKey(id)) {
                idOwners.remove(id);
                notifyAll();
            }
            return false;
        }
        rows(row -> row.entry().id().equals(id)).forEach(row -> remove(row));
        transaction().ids.put(id, Optional.of(LaneLock.NEVER));
        return true;
    }

    @Override
    public synchronized boolean join() {
        transaction();
        return true;
    }

    @Override
    public synchronized void lockKeys(Collection<String> keys) {
        new TreeSet<>(keys).forEach(key -> own(keyOwners, key));
    }

    /** Waits until no other transaction owns it. */
    private void own(Map<String, Data> owned, String what) {
        while (owned.getOrDefault(what, transaction()) != transaction()) {
            try {
                wait();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        owned.put(what, transaction());
    }

    @Override
    public synchronized void append(int lane, List<SealedEnvelope> envelopes) {
        for (SealedEnvelope envelope : envelopes) {
            long notBefore =
                    envelope.notBefore() == null ? now : envelope.notBefore().atMillis(now);
            SealedEnvelope stored = stored(envelope);
            if (notBefore > now) {
                put(new Row(new Entry(lane, 0, 0, 0, stored), State.SCHEDULED, notBefore, null));
            } else {
                put(new Row(new Entry(lane, ++lastPosition, 0, 0, stored), State.READY, 0, null));
            }
        }
    }

    private SealedEnvelope stored(SealedEnvelope e) {
        return new SealedEnvelope(
                e.id(),
                e.idClaimed(),
                e.destination(),
                e.type(),
                e.key(),
                e.payload(),
                e.headers(),
                e.correlationId(),
                e.priority(),
                e.occurred(),
                null,
                e.expires() == null ? null : Moment.At.ofMillis(e.expires().atMillis(now)));
    }

    @Override
    public synchronized List<LaneOutlook> outlook() {
        return committed.lanes.keySet().stream()
                .map(lane -> new LaneOutlook(
                        lane,
                        rowsOf(lane, State.READY).findAny().isPresent(),
                        Math.min(
                                Math.min(nextDue(lane, State.RETRYING), nextDue(lane, State.SCHEDULED)),
                                lane(lane).releaseDue()),
                        now))
                .toList();
    }

    private long nextDue(int lane, State state) {
        return rowsOf(lane, state).mapToLong(Row::due).min().orElse(LaneLock.NEVER);
    }

    private Lane lane(int lane) {
        return transaction().lanes.getOrDefault(lane, committed.lanes.get(lane));
    }

    @Override
    public synchronized Optional<LaneLock> lock(int lane) {
        if (!committed.lanes.containsKey(lane) || owners.getOrDefault(lane, transaction()) != transaction()) {
            return Optional.empty();
        }
        owners.put(lane, transaction());
        boolean hasParked = rowsOf(lane, HOLDING_UP).findAny().isPresent();
        return Optional.of(new LaneLock(
                lane,
                now,
                nextDue(lane, State.RETRYING),
                lane(lane).releaseDue(),
                hasParked,
                lane(lane).inFlight()));
    }

    @Override
    public synchronized boolean bringBack(LaneLock lane, int max) {
        List<Row> retrying = due(lane, State.RETRYING, max);
        retrying.forEach(row -> put(row.in(State.READY, 0)));
        List<Row> scheduled = due(lane, State.SCHEDULED, max);
        for (Row row : scheduled) {
            Entry entry = row.entry();
            put(new Row(new Entry(entry.lane(), ++lastPosition, 0, 0, entry.envelope()), State.READY, 0, null));
        }
        return retrying.size() == max || scheduled.size() == max;
    }

    private List<Row> due(LaneLock lane, State state, int max) {
        return rowsOf(lane.lane(), state)
                .filter(row -> row.due() <= lane.now())
                .sorted(Comparator.comparing(Row::due)
                        .thenComparing(row -> row.entry().id()))
                .limit(max)
                .toList();
    }

    @Override
    public synchronized void release(LaneLock lane, Set<String> keys) {
        rowsOf(lane.lane(), State.WAITING)
                .filter(row ->
                        row.entry().key() != null && keys.contains(row.entry().key()))
                .forEach(row -> put(row.in(State.READY, 0)));
    }

    @Override
    public synchronized boolean releaseAll(LaneLock lane, Set<String> held, int max) {
        List<Row> stay = rowsOf(lane.lane(), HOLDING_UP)
                .filter(row -> row.state() != State.WAITING
                        || held.contains(row.entry().destination()))
                .toList();
        List<Row> free = rowsOf(lane.lane(), State.WAITING)
                .filter(row -> !stay.contains(row))
                .filter(row -> stay.stream().noneMatch(other -> isEarlierOfSameKey(other.entry(), row.entry())))
                .sorted(Comparator.comparing(
                                (Row row) -> row.entry().key(), Comparator.nullsFirst(Comparator.naturalOrder()))
                        .thenComparing(row -> row.entry().position()))
                .limit(max)
                .toList();
        free.forEach(row -> put(row.in(State.READY, 0)));
        if (free.size() < max) {
            transaction()
                    .lanes
                    .put(lane.lane(), new Lane(LaneLock.NEVER, lane(lane.lane()).inFlight()));
        }
        return free.size() == max;
    }

    private static boolean isEarlierOfSameKey(Entry one, Entry other) {
        return one.key() != null && one.key().equals(other.key()) && one.position() < other.position();
    }

    @Override
    public synchronized List<Entry> read(LaneLock lane, int maxEntries, long maxBytes) {
        List<Entry> batch = new ArrayList<>();
        long bytes = 0;
        for (Row row : rowsOf(lane.lane(), State.READY).limit(maxEntries).toList()) {
            SealedEnvelope envelope = row.entry().envelope();
            bytes += envelope.payload().size();
            if (!batch.isEmpty() && bytes > maxBytes) {
                break;
            }
            batch.add(new Entry(
                    lane.lane(),
                    row.entry().position(),
                    row.entry().attempts(),
                    Entry.timeToLive((Moment.At) envelope.expires(), lane.now()),
                    envelope));
        }
        return batch;
    }

    @Override
    public synchronized List<Entry> blocked(LaneLock lane, List<Entry> entries) {
        List<Row> parked = rowsOf(lane.lane(), HOLDING_UP).toList();
        return entries.stream()
                .filter(entry -> parked.stream().anyMatch(row -> isEarlierOfSameKey(row.entry(), entry)))
                .toList();
    }

    @Override
    public synchronized void setAside(LaneLock lane, List<Entry> entries, long lookAgain) {
        entries.forEach(entry -> put(ready(lane, entry).in(State.WAITING, 0)));
        Lane row = lane(lane.lane());
        transaction().lanes.put(lane.lane(), new Lane(Math.min(row.releaseDue(), lookAgain), row.inFlight()));
    }

    @Override
    public synchronized void delivered(LaneLock lane, List<Entry> entries, Duration retention) {
        entries.forEach(entry -> finish(ready(lane, entry), State.DELIVERED, retention));
    }

    @Override
    public synchronized void expired(LaneLock lane, List<Entry> entries, Duration retention) {
        entries.forEach(entry -> finish(ready(lane, entry), State.EXPIRED, retention));
    }

    private void finish(Row row, State state, Duration retention) {
        String id = row.entry().id();
        if (retention.isZero()) {
            remove(row);
        } else {
            put(row.in(state, now + retention.toMillis()));
        }
        if (row.entry().envelope().idClaimed()) {
            transaction().ids.put(id, retention.isZero() ? Optional.empty() : Optional.of(now + retention.toMillis()));
        }
    }

    @Override
    public synchronized void retry(LaneLock lane, Entry entry, int attempts, long due, String error) {
        put(new Row(failed(lane, entry, attempts), State.RETRYING, due, error));
    }

    @Override
    public synchronized void bury(LaneLock lane, Entry entry, int attempts, String error, boolean holdsKey) {
        put(new Row(failed(lane, entry, attempts), holdsKey ? State.HOLDING : State.DEAD, lane.now(), error));
    }

    private Entry failed(LaneLock lane, Entry entry, int attempts) {
        Entry ready = ready(lane, entry).entry();
        return new Entry(ready.lane(), ready.position(), attempts, 0, ready.envelope());
    }

    @Override
    public synchronized void note(LaneLock lane, Optional<InFlight> inFlight) {
        transaction().lanes.put(lane.lane(), new Lane(lane(lane.lane()).releaseDue(), inFlight));
    }

    @Override
    public synchronized boolean purge(int max) {
        List<Row> old = rows(row ->
                        (row.state() == State.DELIVERED || row.state() == State.EXPIRED) && row.due() <= now)
                .limit(max)
                .toList();
        old.forEach(this::remove);
        committed.ids.forEach((id, forget) -> {
            if (forget.orElse(LaneLock.NEVER) <= now && idOwners.putIfAbsent(id, transaction()) == null) {
                transaction().ids.put(id, Optional.empty());
            }
        });
        return old.size() == max;
    }

    @Override
    public synchronized boolean pause(String destination) {
        boolean isNew = !pausedDestinations().contains(destination);
        transaction().paused.put(destination, true);
        return isNew;
    }

    @Override
    public synchronized boolean resume(String destination) {
        boolean wasPaused = pausedDestinations().contains(destination);
        transaction().paused.put(destination, false);
        return wasPaused;
    }

    @Override
    public synchronized Set<String> pausedDestinations() {
        Map<String, Boolean> view = new TreeMap<>(committed.paused);
        view.putAll(transaction().paused);
        view.values().removeIf(isPaused -> !isPaused);
        return Set.copyOf(view.keySet());
    }

    @Override
    public synchronized StoreStatus status() {
        long oldest = rows(row ->
                        EnumSet.of(State.READY, State.WAITING, State.RETRYING).contains(row.state()))
                .mapToLong(row -> row.entry().envelope().occurred().toEpochMilli())
                .min()
                .orElse(now);
        return new StoreStatus(
                count(State.READY),
                count(State.WAITING),
                count(State.SCHEDULED),
                count(State.RETRYING),
                count(State.DEAD) + count(State.HOLDING),
                count(State.DELIVERED) + count(State.EXPIRED),
                Duration.ofMillis(Math.max(0, now - oldest)));
    }

    private long count(State state) {
        return rows(row -> row.state() == state).count();
    }

    private Row ready(LaneLock lane, Entry entry) {
        return rowsOf(lane.lane(), State.READY)
                .filter(row -> row.entry().position() == entry.position())
                .findFirst()
                .orElseThrow(() -> new StoreException("OUTBOX-5999", "Entry " + entry.id() + " is not ready.", null));
    }

    void put(Row row) {
        transaction().rows.put(row.entry().id(), Optional.of(row));
    }

    /** Forgets a message id that was claimed. */
    void forget(String id) {
        transaction().ids.put(id, Optional.empty());
    }

    /** Has waiting entries looked at. */
    void lookAtWaiting(LaneLock lane) {
        transaction()
                .lanes
                .put(lane.lane(), new Lane(lane.now(), lane(lane.lane()).inFlight()));
    }

    void remove(Row row) {
        transaction().rows.put(row.entry().id(), Optional.empty());
    }

    private Stream<Row> rowsOf(int lane, State state) {
        return rowsOf(lane, EnumSet.of(state));
    }

    private Stream<Row> rowsOf(int lane, Set<State> states) {
        return rows(row -> row.entry().lane() == lane && states.contains(row.state()));
    }

    /** What the transaction sees, by position: what was committed, and its own changes. */
    Stream<Row> rows(Predicate<Row> which) {
        Map<String, Optional<Row>> view = new LinkedHashMap<>(committed.rows);
        view.putAll(transaction().rows);
        return view.values().stream()
                .flatMap(Optional::stream)
                .filter(which)
                .sorted(Comparator.comparing(row -> row.entry().position()));
    }

    private Data transaction() {
        Data transaction = current.get();
        if (transaction == null) {
            throw new IllegalStateException("This thread has no transaction");
        }
        return transaction;
    }
}
