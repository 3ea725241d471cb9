package io.outboxed.spi;

import io.outboxed.admin.DeadLetter;
import io.outboxed.admin.DeadLetterFilter;
import io.outboxed.admin.DeadLetterResult;
import io.outboxed.spi.InMemoryTables.Row;
import io.outboxed.spi.InMemoryTables.State;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The reference of {@link DeadLetterStore}, over the rows of {@link InMemoryOutboxStore}. */
public final class InMemoryDeadLetters implements DeadLetterStore {
    private static final Comparator<DeadLetter> ORDER =
            Comparator.comparing(DeadLetter::buriedAt).thenComparing(DeadLetter::id);

    private final InMemoryOutboxStore store;

    /** Those of a store. */
    public InMemoryDeadLetters(InMemoryOutboxStore store) {
        this.store = store;
    }

    @Override
    public List<DeadLetter> find(DeadLetterFilter filter, Optional<Cursor> after, int max) {
        return matching(filter)
                .map(InMemoryDeadLetters::deadLetter)
                .sorted(ORDER)
                .filter(letter -> after.isEmpty() || isAfter(letter, after.get()))
                .limit(max)
                .toList();
    }

    private static boolean isAfter(DeadLetter letter, Cursor cursor) {
        int later = Long.compare(letter.buriedAt().toEpochMilli(), cursor.buriedAtMillis());
        return later > 0 || later == 0 && letter.id().compareTo(cursor.id()) > 0;
    }

    @Override
    public long count(DeadLetterFilter filter) {
        return matching(filter).count();
    }

    @Override
    public Optional<Payload> payload(String id) {
        return dead(id).map(row -> row.entry().envelope().payload());
    }

    @Override
    public List<Place> places(DeadLetterFilter filter, int lane, long after, int max) {
        return matching(filter)
                .filter(row -> row.entry().lane() == lane && row.entry().position() > after)
                .limit(max)
                .map(InMemoryDeadLetters::place)
                .toList();
    }

    @Override
    public Optional<Place> place(String id) {
        return dead(id).map(InMemoryDeadLetters::place);
    }

    @Override
    public DeadLetterResult redrive(LaneLock lane, List<String> ids) {
        synchronized (store) {
            List<Row> found = found(lane, ids);
            List<Row> alive = found.stream()
                    .filter(row -> !deadLetter(row).isExpiredAt(Instant.ofEpochMilli(lane.now())))
                    .toList();
            for (Row row : alive) {
                Entry dead = row.entry();
                store.put(
                        new Row(new Entry(dead.lane(), dead.position(), 0, 0, dead.envelope()), State.READY, 0, null));
            }
            freeFollowers(lane, alive);
            return new DeadLetterResult(alive.size(), ids.size() - found.size(), found.size() - alive.size());
        }
    }

    @Override
    public DeadLetterResult discard(LaneLock lane, List<String> ids) {
        synchronized (store) {
            List<Row> found = found(lane, ids);
            for (Row row : found) {
                store.remove(row);
                if (row.entry().envelope().idClaimed()) {
                    store.forget(row.entry().id());
                }
            }
            freeFollowers(lane, found);
            return new DeadLetterResult(found.size(), ids.size() - found.size(), 0);
        }
    }

    private void freeFollowers(LaneLock lane, List<Row> rows) {
        if (rows.stream().anyMatch(row -> row.state() == State.HOLDING)) {
            store.lookAtWaiting(lane);
        }
    }

    private List<Row> found(LaneLock lane, List<String> ids) {
        return ids.stream()
                .flatMap(id -> dead(id).stream())
                .filter(row -> row.entry().lane() == lane.lane())
                .toList();
    }

    private Optional<Row> dead(String id) {
        return matching(DeadLetterFilter.all())
                .filter(row -> row.entry().id().equals(id))
                .findFirst();
    }

    private Stream<Row> matching(DeadLetterFilter filter) {
        synchronized (store) {
            return store
                    .rows(row -> InMemoryOutboxStore.isDead(row.state()) && matches(filter, deadLetter(row)))
                    .toList()
                    .stream();
        }
    }

    private static boolean matches(DeadLetterFilter filter, DeadLetter letter) {
        return isIn(filter.id(), letter.id())
                && isIn(filter.destination(), letter.destination())
                && isIn(filter.type(), letter.type())
                && isIn(filter.key(), letter.key())
                && (filter.errorContaining() == null || letter.error().contains(filter.errorContaining()))
                && (filter.buriedFrom() == null || !letter.buriedAt().isBefore(filter.buriedFrom()))
                && (filter.buriedBefore() == null || letter.buriedAt().isBefore(filter.buriedBefore()));
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
}
