package io.outboxed.spi;

import io.outboxed.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The reference of {@link OutboxStore}, written to be read: a map by position, an overlay per transaction, and a clock that
 * stands still until it is advanced. Transactions belong to threads; {@link #begin}, {@link #commit} and {@link #rollback}
 * stand for JTA.
 */
public final class InMemoryOutboxStore implements OutboxStore {
    private enum State {
        READY,
        RETRYING,
        DEAD
    }

    /** An entry and where it is in its life; due and error mean something only outside READY. */
    private record Row(Entry entry, State state, long due, String error) {}

    /** What a transaction has done so far: its rows by position, empty for deleted ones. */
    private static final class Transaction {
        private final Map<Long, Optional<Row>> changes = new TreeMap<>();
        private final Set<Integer> newLanes = new HashSet<>();
    }

    private final TreeMap<Long, Row> committed = new TreeMap<>();
    private final Set<Integer> lanes = new TreeSet<>();
    private final Map<Integer, Transaction> owners = new HashMap<>();
    private final ThreadLocal<Transaction> current = new ThreadLocal<>();
    private long lastPosition;
    private long now = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

    /** Begins the calling thread's transaction. */
    public synchronized void begin() {
        if (current.get() != null) {
            throw new IllegalStateException("This thread has a transaction already");
        }
        current.set(new Transaction());
    }

    /** Makes everything that the transaction did visible to others, and frees its lanes. */
    public synchronized void commit() {
        Transaction transaction = transaction();
        transaction.changes.forEach((position, row) -> {
            if (row.isPresent()) {
                committed.put(position, row.get());
            } else {
                committed.remove(position);
            }
        });
        lanes.addAll(transaction.newLanes);
        end(transaction);
    }

    /** Forgets everything that the transaction did, and frees its lanes. */
    public synchronized void rollback() {
        end(transaction());
    }

    private void end(Transaction transaction) {
        owners.values().removeIf(owner -> owner == transaction);
        current.remove();
    }

    /** Moves the clock forward. */
    public synchronized void advance(Duration by) {
        now += by.toMillis();
    }

    /** The errors of the dead letters, by message id. */
    public synchronized Map<String, String> deadLetters() {
        Map<String, String> dead = new TreeMap<>();
        committed.values().stream()
                .filter(row -> row.state() == State.DEAD)
                .forEach(row -> dead.put(row.entry().id(), row.error()));
        return dead;
    }

    @Override
    public synchronized void prepare(int count) {
        for (int lane = 0; lane < count; lane++) {
            transaction().newLanes.add(lane);
        }
    }

    @Override
    public synchronized void append(int lane, List<SealedEnvelope> envelopes) {
        for (SealedEnvelope envelope : envelopes) {
            put(new Row(new Entry(lane, ++lastPosition, 0, envelope), State.READY, 0, null));
        }
    }

    @Override
    public synchronized List<Integer> lanesWithWork() {
        return rows(row -> row.state() == State.READY || row.state() == State.RETRYING && row.due() <= now)
                .map(row -> row.entry().lane())
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public synchronized Optional<LaneLock> lock(int lane) {
        if (!lanes.contains(lane) || owners.getOrDefault(lane, transaction()) != transaction()) {
            return Optional.empty();
        }
        owners.put(lane, transaction());
        long nextDue = rows(row -> row.state() == State.RETRYING && row.entry().lane() == lane)
                .mapToLong(Row::due)
                .min()
                .orElse(LaneLock.NOTHING_RETRYING);
        return Optional.of(new LaneLock(lane, now, nextDue));
    }

    @Override
    public synchronized int bringBackDue(LaneLock lane) {
        List<Row> due = rows(row ->
                        row.entry().lane() == lane.lane() && row.state() == State.RETRYING && row.due() <= lane.now())
                .toList();
        due.forEach(row -> put(new Row(row.entry(), State.READY, 0, null)));
        return due.size();
    }

    @Override
    public synchronized List<Entry> read(LaneLock lane, int maxEntries, long maxBytes) {
        Set<String> waiting = new HashSet<>();
        rows(row -> row.entry().lane() == lane.lane() && row.state() == State.RETRYING)
                .map(row -> row.entry().key())
                .filter(Objects::nonNull)
                .forEach(waiting::add);
        List<Entry> ready = rows(row -> row.entry().lane() == lane.lane() && row.state() == State.READY)
                .map(Row::entry)
                .filter(entry -> entry.key() == null || !waiting.contains(entry.key()))
                .limit(maxEntries)
                .toList();
        List<Entry> batch = new ArrayList<>();
        long bytes = 0;
        for (Entry entry : ready) {
            bytes += entry.envelope().payload().size();
            if (!batch.isEmpty() && bytes > maxBytes) {
                break;
            }
            batch.add(entry);
        }
        return batch;
    }

    @Override
    public synchronized void delete(LaneLock lane, List<Entry> entries) {
        entries.forEach(entry -> transaction().changes.put(ready(lane, entry).position(), Optional.empty()));
    }

    @Override
    public synchronized void retry(LaneLock lane, Entry entry, int attempts, long due, String error) {
        put(new Row(failed(ready(lane, entry), attempts), State.RETRYING, due, error));
    }

    @Override
    public synchronized void bury(LaneLock lane, Entry entry, int attempts, String error) {
        put(new Row(failed(ready(lane, entry), attempts), State.DEAD, 0, error));
    }

    @Override
    public synchronized StoreStatus status() {
        long oldest = rows(row -> row.state() != State.DEAD)
                .mapToLong(row -> row.entry().envelope().occurred().toEpochMilli())
                .min()
                .orElse(now);
        return new StoreStatus(
                rows(row -> row.state() == State.READY).count(),
                rows(row -> row.state() == State.RETRYING).count(),
                rows(row -> row.state() == State.DEAD).count(),
                Duration.ofMillis(Math.max(0, now - oldest)));
    }

    private static Entry failed(Entry entry, int attempts) {
        return new Entry(entry.lane(), entry.position(), attempts, entry.envelope());
    }

    private Entry ready(LaneLock lane, Entry entry) {
        return rows(row -> row.state() == State.READY
                        && row.entry().lane() == lane.lane()
                        && row.entry().position() == entry.position())
                .map(Row::entry)
                .findFirst()
                .orElseThrow(() -> new StoreException("OUTBOX-5999", "Entry " + entry.id() + " is not ready.", null));
    }

    private void put(Row row) {
        transaction().changes.put(row.entry().position(), Optional.of(row));
    }

    /** What the transaction sees: what was committed, and its own changes. */
    private Stream<Row> rows(Predicate<Row> which) {
        TreeMap<Long, Optional<Row>> view = new TreeMap<>();
        committed.forEach((position, row) -> view.put(position, Optional.of(row)));
        view.putAll(transaction().changes);
        return view.values().stream().flatMap(Optional::stream).filter(which);
    }

    private Transaction transaction() {
        Transaction transaction = current.get();
        if (transaction == null) {
            throw new IllegalStateException("This thread has no transaction");
        }
        return transaction;
    }
}
