package io.outboxed.test.memory;

import io.outboxed.admin.ChangeResult;
import io.outboxed.admin.Count;
import io.outboxed.admin.DeadLetter;
import io.outboxed.admin.EntryContent;
import io.outboxed.admin.EntryFilter;
import io.outboxed.admin.RetryingEntry;
import io.outboxed.spi.Entry;
import io.outboxed.spi.FailedEntryStore;
import io.outboxed.spi.LaneLock;
import io.outboxed.spi.Moment;
import io.outboxed.spi.SealedEnvelope;
import io.outboxed.test.memory.InMemoryTables.Row;
import io.outboxed.test.memory.InMemoryTables.State;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The reference of {@link FailedEntryStore}, over the rows of {@link InMemoryOutboxStore}. */
public final class InMemoryFailedEntries implements FailedEntryStore {
    private static final Comparator<Row> ORDER =
            Comparator.comparingLong(Row::due).thenComparing(row -> row.entry().id());

    private final InMemoryOutboxStore store;

    /** Those of a store. */
    public InMemoryFailedEntries(InMemoryOutboxStore store) {
        this.store = store;
    }

    @Override
    public Optional<Cursor> horizon(Kind kind, EntryFilter filter, Optional<Cursor> after, int most) {
        EntryFilter times = new EntryFilter(null, null, null, null, null, filter.from(), filter.before());
        return found(kind, times, new Stretch(after, Optional.empty()), most)
                .skip(most - 1L)
                .findFirst()
                .map(row -> new Cursor(row.due(), row.entry().id()));
    }

    @Override
    public List<DeadLetter> deadLetters(EntryFilter filter, Stretch stretch, int max) {
        return found(Kind.DEAD, filter, stretch, max)
                .map(InMemoryFailedEntries::deadLetter)
                .toList();
    }

    @Override
    public List<RetryingEntry> retrying(EntryFilter filter, Stretch stretch, int max) {
        return found(Kind.RETRYING, filter, stretch, max)
                .map(InMemoryFailedEntries::retrying)
                .toList();
    }

    private Stream<Row> found(Kind kind, EntryFilter filter, Stretch stretch, int max) {
        return matching(kind, filter)
                .sorted(ORDER)
                .filter(row -> isIn(stretch, row))
                .limit(max);
    }

    private static boolean isIn(Stretch stretch, Row row) {
        return stretch.after().map(cursor -> isAfter(row, cursor)).orElse(true)
                && stretch.upTo().map(cursor -> !isAfter(row, cursor)).orElse(true);
    }

    private static boolean isAfter(Row row, Cursor cursor) {
        int later = Long.compare(row.due(), cursor.millis());
        return later > 0 || later == 0 && row.entry().id().compareTo(cursor.id()) > 0;
    }

    @Override
    public Count count(Kind kind, EntryFilter filter, Stretch stretch) {
        long count = found(kind, filter, stretch, MAX_COUNTED).count();
        return new Count(count, count < MAX_COUNTED && stretch.upTo().isEmpty());
    }

    @Override
    public Optional<EntryContent> content(Kind kind, String id) {
        return one(kind, id)
                .map(row -> row.entry().envelope())
                .map(envelope -> new EntryContent(envelope.payload(), envelope.headers()));
    }

    @Override
    public List<Place> places(Kind kind, EntryFilter filter, int lane, long after, int max) {
        return matching(kind, filter)
                .filter(row -> row.entry().lane() == lane && row.entry().position() > after)
                .limit(max)
                .map(InMemoryFailedEntries::place)
                .toList();
    }

    @Override
    public Optional<Place> place(Kind kind, String id) {
        return one(kind, id).map(InMemoryFailedEntries::place);
    }

    @Override
    public ChangeResult retryNow(LaneLock lane, List<String> ids) {
        synchronized (store) {
            List<Row> found = found(Kind.RETRYING, lane, ids);
            found.forEach(row -> store.put(row.in(State.RETRYING, lane.now())));
            return new ChangeResult(found.size(), ids.size() - found.size(), 0);
        }
    }

    @Override
    public ChangeResult redrive(LaneLock lane, List<String> ids) {
        synchronized (store) {
            List<Row> found = found(Kind.DEAD, lane, ids);
            List<Row> alive = found.stream()
                    .filter(row -> !deadLetter(row).isExpiredAt(Instant.ofEpochMilli(lane.now())))
                    .toList();
            for (Row row : alive) {
                Entry dead = row.entry();
                store.put(
                        new Row(new Entry(dead.lane(), dead.position(), 0, 0, dead.envelope()), State.READY, 0, null));
            }
            freeFollowers(lane, alive);
            return new ChangeResult(alive.size(), ids.size() - found.size(), found.size() - alive.size());
        }
    }

    @Override
    public ChangeResult discard(LaneLock lane, List<String> ids) {
        synchronized (store) {
            List<Row> found = found(Kind.DEAD, lane, ids);
            for (Row row : found) {
                store.remove(row);
                if (row.entry().envelope().idClaimed()) {
                    store.forget(row.entry().id());
                }
            }
            freeFollowers(lane, found);
            return new ChangeResult(found.size(), ids.size() - found.size(), 0);
        }
    }

    private void freeFollowers(LaneLock lane, List<Row> rows) {
        if (rows.stream().anyMatch(row -> row.state() == State.HOLDING)) {
            store.lookAtWaiting(lane);
        }
    }

    private List<Row> found(Kind kind, LaneLock lane, List<String> ids) {
        return ids.stream()
                .flatMap(id -> one(kind, id).stream())
                .filter(row -> row.entry().lane() == lane.lane())
                .toList();
    }

    private Optional<Row> one(Kind kind, String id) {
        return matching(kind, EntryFilter.all())
                .filter(row -> row.entry().id().equals(id))
                .findFirst();
    }

    private Stream<Row> matching(Kind kind, EntryFilter filter) {
        synchronized (store) {
            return store.rows(row -> isOf(kind, row.state()) && matches(filter, deadLetter(row))).toList().stream();
        }
    }

    private static boolean isOf(Kind kind, State state) {
        return kind == Kind.DEAD ? InMemoryOutboxStore.isDead(state) : state == State.RETRYING;
    }

    private static boolean matches(EntryFilter filter, DeadLetter entry) {
        return isIn(filter.id(), entry.id())
                && isIn(filter.destination(), entry.destination())
                && isIn(filter.type(), entry.type())
                && isIn(filter.key(), entry.key())
                && (filter.errorContaining() == null || entry.error().contains(filter.errorContaining()))
                && (filter.from() == null || !entry.buriedAt().isBefore(filter.from()))
                && (filter.before() == null || entry.buriedAt().isBefore(filter.before()));
    }

    private static boolean isIn(String asked, String value) {
        return asked == null || asked.equals(value);
    }

    private static Place place(Row row) {
        return new Place(row.entry().lane(), row.entry().position(), row.entry().id());
    }

    private static DeadLetter deadLetter(Row row) {
        SealedEnvelope envelope = row.entry().envelope();
        return new DeadLetter(
                envelope.id(),
                envelope.destination(),
                envelope.type(),
                envelope.key(),
                envelope.correlationId(),
                envelope.payload().contentType(),
                envelope.headers().keySet(),
                envelope.priority(),
                envelope.occurred(),
                envelope.expires() == null ? null : ((Moment.At) envelope.expires()).instant(),
                Instant.ofEpochMilli(row.due()),
                row.entry().attempts(),
                row.error(),
                row.state() == State.HOLDING,
                envelope.payload().size());
    }

    private static RetryingEntry retrying(Row row) {
        DeadLetter same = deadLetter(row);
        return new RetryingEntry(
                same.id(),
                same.destination(),
                same.type(),
                same.key(),
                same.correlationId(),
                same.contentType(),
                same.headerNames(),
                same.priority(),
                same.occurred(),
                same.expires(),
                same.buriedAt(),
                same.attempts(),
                same.error(),
                same.payloadSize());
    }
}
