package io.outboxed.jpa;

import io.outboxed.admin.Count;
import io.outboxed.admin.DeadLetter;
import io.outboxed.admin.EntryContent;
import io.outboxed.admin.EntryFilter;
import io.outboxed.admin.RetryingEntry;
import io.outboxed.spi.FailedEntryStore;
import io.outboxed.spi.FailedEntryStore.Cursor;
import io.outboxed.spi.FailedEntryStore.Kind;
import io.outboxed.spi.FailedEntryStore.Place;
import io.outboxed.spi.FailedEntryStore.Stretch;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds retrying entries and dead letters, without payloads, and what one of them carries. */
final class FailedEntryReader {
    private static final String ROW = "p.id, p.destination, p.type, p.msg_key, p.correlation_id, p.content_type,"
            + " p.headers, p.priority, p.occurred, p.expires, p.due, p.attempts, p.last_error, p.state,"
            + " p.payload_size";

    private final HeadersJson headers;

    FailedEntryReader(HeadersJson headers) {
        this.headers = headers;
    }

    List<DeadLetter> deadLetters(EntityManager em, Dialect dialect, EntryFilter filter, Stretch stretch, int max) {
        return find(em, dialect, Kind.DEAD, filter, stretch, max).stream()
                .map(row -> deadLetter((Object[]) row))
                .toList();
    }

    List<RetryingEntry> retrying(EntityManager em, Dialect dialect, EntryFilter filter, Stretch stretch, int max) {
        return find(em, dialect, Kind.RETRYING, filter, stretch, max).stream()
                .map(row -> retrying((Object[]) row))
                .toList();
    }

    private static List<?> find(
            EntityManager em, Dialect dialect, Kind kind, EntryFilter filter, Stretch stretch, int max) {
        EntryCriteria criteria = new EntryCriteria(filter).in(stretch);
        String first = ofEach(lanes(em), kind, ROW, criteria, dialect.limit(max));
        return first.isEmpty()
                ? List.of()
                : Sql.rows(
                        em,
                        "select * from (" + first + ") found order by due, id" + dialect.limit(max),
                        criteria.parameters());
    }

    /** In each lane and state as far as an equal part of what is to be looked at allows; the earliest of these ends. */
    static Optional<Cursor> horizon(
            EntityManager em, Dialect dialect, Kind kind, EntryFilter filter, Optional<Cursor> after, int most) {
        EntryCriteria criteria = new EntryCriteria(
                        EntryFilter.all().withFrom(filter.from()).withBefore(filter.before()))
                .in(new Stretch(after, Optional.empty()));
        List<Integer> lanes = lanes(em);
        if (lanes.isEmpty()) {
            return Optional.empty();
        }
        String ends = ofEach(lanes, kind, "p.due, p.id", criteria, dialect.nth(Math.max(1, most / lanes.size())));
        return Sql.rows(
                        em,
                        "select due, id from (" + ends + ") ends order by due, id" + dialect.limit(1),
                        criteria.parameters())
                .stream()
                .map(each -> (Object[]) each)
                .map(row -> new Cursor(Columns.number("DUE", row[0]), Columns.text("ID", row[1])))
                .findFirst();
    }

    private static List<Integer> lanes(EntityManager em) {
        return Sql.rows(em, "select lane from outbox_lane order by lane").stream()
                .map(lane -> Columns.integer("LANE", lane))
                .toList();
    }

    /**
     * Some of each lane and state in their order, which an index finds however many there are: asked for all at once, a database would sort
     * them all. Empty if there are no lanes.
     */
    private static String ofEach(List<Integer> lanes, Kind kind, String columns, EntryCriteria criteria, String limit) {
        return lanes.stream()
                .flatMap(lane -> EntryCriteria.states(kind).stream()
                        .map(state -> "select * from (select " + columns + " from outbox_parked p where p.lane = "
                                + lane + " and p.state = '" + state + "'" + criteria.sql()
                                + " order by p.lane, p.state, p.due, p.id" + limit + ") " + state + "_" + lane))
                .collect(Collectors.joining(" union all "));
    }

    private DeadLetter deadLetter(Object[] row) {
        return new DeadLetter(
                Columns.text("ID", row[0]),
                Columns.text("DESTINATION", row[1]),
                Columns.text("TYPE", row[2]),
                Columns.text("MSG_KEY", row[3]),
                Columns.text("CORRELATION_ID", row[4]),
                Columns.text("CONTENT_TYPE", row[5]),
                headers.names(Columns.text("HEADERS", row[6])),
                Columns.integer("PRIORITY", row[7]),
                instant("OCCURRED", row[8]),
                instant("EXPIRES", row[9]),
                instant("DUE", row[10]),
                Columns.integer("ATTEMPTS", row[11]),
                Columns.text("LAST_ERROR", row[12]),
                Columns.text("STATE", row[13]).strip().equals(States.HOLDING),
                Columns.integer("PAYLOAD_SIZE", row[14]));
    }

    private RetryingEntry retrying(Object[] row) {
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

    private static Instant instant(String column, Object millis) {
        return millis == null ? null : Instant.ofEpochMilli(Columns.number(column, millis));
    }

    static Count count(EntityManager em, Dialect dialect, Kind kind, EntryFilter filter, Stretch stretch) {
        EntryCriteria criteria = new EntryCriteria(filter).in(stretch);
        String first = ofEach(lanes(em), kind, "p.id", criteria, dialect.limit(FailedEntryStore.MAX_COUNTED));
        if (first.isEmpty()) {
            return Count.ZERO;
        }
        Object counted = Sql.rows(em, "select count(*) from (" + first + ") found", criteria.parameters())
                .get(0);
        long count = Math.min(Columns.number("count", counted), FailedEntryStore.MAX_COUNTED);
        return new Count(
                count, count < FailedEntryStore.MAX_COUNTED && stretch.upTo().isEmpty());
    }

    Optional<EntryContent> content(EntityManager em, Kind kind, String id) {
        return Sql.rows(em, "select p.content_type, p.payload_text, p.payload_bytes, p.headers" + ofOne(kind), id)
                .stream()
                .findFirst()
                .map(each -> {
                    Object[] row = (Object[]) each;
                    return new EntryContent(
                            EntryReader.payload(Columns.text("CONTENT_TYPE", row[0]), row[1], row[2]),
                            headers.read(id, Columns.text("HEADERS", row[3])));
                });
    }

    static List<Place> places(
            EntityManager em, Dialect dialect, Kind kind, EntryFilter filter, int lane, long after, int max) {
        EntryCriteria criteria = new EntryCriteria(filter).inLane(lane).after(after);
        return Sql.rows(
                        em,
                        "select p.lane, p.position, p.id from outbox_parked p where p.state in "
                                + EntryCriteria.in(kind) + criteria.sql() + " order by p.position"
                                + dialect.limit(max),
                        criteria.parameters())
                .stream()
                .map(FailedEntryReader::place)
                .toList();
    }

    static Optional<Place> place(EntityManager em, Kind kind, String id) {
        return Sql.rows(em, "select p.lane, p.position, p.id" + ofOne(kind), id).stream()
                .findFirst()
                .map(FailedEntryReader::place);
    }

    private static String ofOne(Kind kind) {
        return " from outbox_parked p where p.id = ?1 and p.state in " + EntryCriteria.in(kind);
    }

    private static Place place(Object each) {
        Object[] row = (Object[]) each;
        return new Place(
                Columns.integer("LANE", row[0]), Columns.number("POSITION", row[1]), Columns.text("ID", row[2]));
    }
}
