package io.outboxed.test.memory;

import io.outboxed.StoreException;
import io.outboxed.admin.Backlog;
import io.outboxed.spi.Entry;
import io.outboxed.spi.InFlight;
import io.outboxed.spi.LaneLock;
import io.outboxed.spi.LaneOutlook;
import io.outboxed.spi.Moment;
import io.outboxed.spi.OutboxStore;
import io.outboxed.spi.SealedEnvelope;
import io.outboxed.spi.StoreStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The reference of {@link OutboxStore}, written to be read: a map of rows by message id, and a clock that stands still until it is
 * advanced.
 */
public final class InMemoryOutboxStore extends InMemoryTables implements OutboxStore {
    private static final Set<State> HOLDING_UP = EnumSet.of(State.RETRYING, State.HOLDING, State.WAITING);

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

    @Override
    public synchronized void append(int lane, List<SealedEnvelope> envelopes) {
        transaction().published.addAll(envelopes);
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
                        rowsOf(lane, State.READY)
                                .map(row -> row.entry().envelope().occurred().toEpochMilli())
                                .findFirst()
                                .orElse(0L),
                        Math.min(
                                Math.min(nextDue(lane, State.RETRYING), nextDue(lane, State.SCHEDULED)),
                                lane(lane).releaseDue()),
                        now))
                .toList();
    }

    private long nextDue(int lane, State state) {
        return rowsOf(lane, state).mapToLong(Row::due).min().orElse(LaneLock.NEVER);
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
    public synchronized void confirm(LaneLock lane) {
        if (owners.get(lane.lane()) != transaction()) {
            throw new StoreException("OUTBOX-5999", "Lane " + lane.lane() + " is not owned.", null);
        }
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
    public synchronized Set<String> present(Collection<String> ids) {
        return rows(row -> row.state() != State.DELIVERED && row.state() != State.EXPIRED)
                .map(row -> row.entry().id())
                .filter(ids::contains)
                .collect(Collectors.toSet());
    }

    @Override
    public synchronized Backlog backlog() {
        return new InMemoryCounts(this).backlog();
    }

    @Override
    public synchronized StoreStatus status() {
        return new InMemoryCounts(this).status();
    }

    private Row ready(LaneLock lane, Entry entry) {
        return rowsOf(lane.lane(), State.READY)
                .filter(row -> row.entry().position() == entry.position())
                .findFirst()
                .orElseThrow(() -> new StoreException("OUTBOX-5999", "Entry " + entry.id() + " is not ready.", null));
    }
}
