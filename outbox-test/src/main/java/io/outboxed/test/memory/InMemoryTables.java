package io.outboxed.test.memory;

import io.outboxed.spi.Entry;
import io.outboxed.spi.InFlight;
import io.outboxed.spi.LaneLock;
import io.outboxed.spi.SealedEnvelope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What {@link InMemoryOutboxStore} keeps, with transactions: an overlay for each, and locks that end with it. Transactions belong to
 * threads; {@link #begin}, {@link #commit} and {@link #rollback} stand for JTA. The clock stands still until it is advanced.
 */
abstract class InMemoryTables {
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

    /** An entry, where it is in its life, and the time that matters there; position 0 as long as it is scheduled. */
    record Row(Entry entry, State state, long due, String error) {
        Row in(State other, long at) {
            return new Row(entry, other, at, error);
        }
    }

    /** What a lane's row says. */
    record Lane(long releaseDue, Optional<InFlight> inFlight) {}

    /** What is committed, or what a transaction has changed: empty means deleted. */
    static final class Data {
        final Map<String, Optional<Row>> rows = new LinkedHashMap<>();
        final Map<Integer, Lane> lanes = new TreeMap<>();
        final Map<String, Optional<Long>> ids = new TreeMap<>();
        /** Since when; empty where it has ended. */
        final Map<String, Optional<Instant>> paused = new TreeMap<>();

        final Map<String, Optional<Long>> inbox = new TreeMap<>();

        /** In the order in which they were appended; never deleted. */
        final List<SealedEnvelope> published = new ArrayList<>();
    }

    final Data committed = new Data();
    final Map<Integer, Data> owners = new HashMap<>();
    final Map<String, Data> keyOwners = new HashMap<>();
    final Map<String, Data> idOwners = new HashMap<>();
    private final ThreadLocal<Data> current = new ThreadLocal<>();
    long lastPosition;
    long now = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

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
        committed.published.addAll(transaction.published);
        committed.inbox.putAll(transaction.inbox);
        committed.inbox.values().removeIf(Optional::isEmpty);
        end(transaction);
    }

    /** Forgets everything that the transaction did, and frees its locks. */
    public synchronized void rollback() {
        end(transaction());
    }

    /** Takes the transaction, if there is one, from the calling thread; for {@link #resume}. */
    public Object suspend() {
        Data suspended = current.get();
        current.remove();
        return suspended;
    }

    /** Gives the calling thread a transaction back that {@link #suspend} has taken. */
    public void resume(Object suspended) {
        if (suspended != null) {
            current.set((Data) suspended);
        }
    }

    /** Frees all locks, as a database does that ends idle sessions. Their owners are not told. */
    public synchronized void freeLocks() {
        owners.clear();
        keyOwners.clear();
        idOwners.clear();
        notifyAll();
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

    /** What the clock says. */
    public synchronized Instant now() {
        return Instant.ofEpochMilli(now);
    }

    /** Everything that was ever appended by transactions that have committed, in the order of their commits. */
    public synchronized List<SealedEnvelope> published() {
        return List.copyOf(committed.published);
    }

    /** The errors of the dead letters, by message id. */
    public synchronized Map<String, String> deadLetters() {
        Map<String, String> dead = new TreeMap<>();
        committed.rows.forEach(
                (id, row) -> row.filter(each -> isDead(each.state())).ifPresent(each -> dead.put(id, each.error())));
        return dead;
    }

    /** As {@link io.outboxed.spi.OutboxStore#pause}. */
    public synchronized boolean pause(String destination) {
        boolean isNew = !pauses().containsKey(destination);
        if (isNew) {
            transaction().paused.put(destination, Optional.of(Instant.ofEpochMilli(now)));
        }
        return isNew;
    }

    /** As {@link io.outboxed.spi.OutboxStore#resume}. */
    public synchronized boolean resume(String destination) {
        boolean wasPaused = pauses().containsKey(destination);
        transaction().paused.put(destination, Optional.empty());
        return wasPaused;
    }

    /** As {@link io.outboxed.spi.OutboxStore#pauses}. */
    public synchronized Map<String, Instant> pauses() {
        Map<String, Optional<Instant>> view = new TreeMap<>(committed.paused);
        view.putAll(transaction().paused);
        Map<String, Instant> pauses = new TreeMap<>();
        view.forEach((destination, since) -> since.ifPresent(began -> pauses.put(destination, began)));
        return pauses;
    }

    static boolean isDead(State state) {
        return state == State.DEAD || state == State.HOLDING;
    }

    /** Waits until no other transaction owns it. */
    void own(Map<String, Data> owned, String what) {
        while (owned.getOrDefault(what, transaction()) != transaction()) {
            try {
                wait();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        owned.put(what, transaction());
    }

    Lane lane(int lane) {
        return transaction().lanes.getOrDefault(lane, committed.lanes.get(lane));
    }

    void put(Row row) {
        transaction().rows.put(row.entry().id(), Optional.of(row));
    }

    void remove(Row row) {
        transaction().rows.put(row.entry().id(), Optional.empty());
    }

    Stream<Row> rowsOf(int lane, State state) {
        return rowsOf(lane, EnumSet.of(state));
    }

    Stream<Row> rowsOf(int lane, Set<State> states) {
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

    Data transaction() {
        Data transaction = current.get();
        if (transaction == null) {
            throw new IllegalStateException("This thread has no transaction");
        }
        return transaction;
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
}
