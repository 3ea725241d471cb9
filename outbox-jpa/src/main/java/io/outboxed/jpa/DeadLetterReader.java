package io.outboxed.jpa;

import io.outboxed.admin.DeadLetter;
import io.outboxed.admin.DeadLetterFilter;
import io.outboxed.spi.DeadLetterStore.Cursor;
import io.outboxed.spi.DeadLetterStore.Place;
import io.outboxed.spi.Payload;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Finds dead letters, without payloads, and one payload. */
final class DeadLetterReader {
    /** By way of the lanes, so that an index finds the dead letters among many entries of other states. */
    private static final String OF_ALL_LANES = " from outbox_lane l join outbox_parked p on p.lane = l.lane where ";

    private static final String OF_ONE = " from outbox_parked p where p.id = ?1 and p.state in " + States.BURIED;

    private final HeadersJson headers;

    DeadLetterReader(HeadersJson headers) {
        this.headers = headers;
    }

    List<DeadLetter> find(EntityManager em, Dialect dialect, DeadLetterFilter filter, Optional<Cursor> after, int max) {
        DeadLetterCriteria criteria = new DeadLetterCriteria(filter);
        after.ifPresent(criteria::after);
        return Sql.rows(
                        em,
                        "select p.id, p.destination, p.type, p.msg_key, p.correlation_id, p.content_type, p.headers,"
                                + " p.priority, p.occurred, p.expires, p.due, p.attempts, p.last_error, p.state,"
                                + " p.payload_size" + OF_ALL_LANES + criteria.sql() + " order by p.due, p.id"
                                + dialect.limit(max),
                        criteria.parameters())
                .stream()
                .map(row -> deadLetter((Object[]) row))
                .toList();
    }

    private DeadLetter deadLetter(Object[] row) {
        String id = Columns.text("ID", row[0]);
        return new DeadLetter(
                id,
                Columns.text("DESTINATION", row[1]),
                Columns.text("TYPE", row[2]),
                Columns.text("MSG_KEY", row[3]),
                Columns.text("CORRELATION_ID", row[4]),
                Columns.text("CONTENT_TYPE", row[5]),
                headers.names(Columns.text("HEADERS", row[6])),
                Columns.integer("PRIORITY", row[7]),
                instant("OCCURRED", row[8]),
                row[9] == null ? null : instant("EXPIRES", row[9]),
                instant("DUE", row[10]),
                Columns.integer("ATTEMPTS", row[11]),
                Columns.text("LAST_ERROR", row[12]),
                Columns.text("STATE", row[13]).strip().equals(States.HOLDING),
                Columns.integer("PAYLOAD_SIZE", row[14]));
    }

    private static Instant instant(String column, Object millis) {
        return Instant.ofEpochMilli(Columns.number(column, millis));
    }

    static long count(EntityManager em, DeadLetterFilter filter) {
        DeadLetterCriteria criteria = new DeadLetterCriteria(filter);
        Object count = Sql.rows(em, "select count(*)" + OF_ALL_LANES + criteria.sql(), criteria.parameters())
                .get(0);
        return Columns.number("count", count);
    }

    static Optional<Payload> payload(EntityManager em, String id) {
        return Sql.rows(em, "select p.content_type, p.payload_text, p.payload_bytes" + OF_ONE, id).stream()
                .findFirst()
                .map(each -> {
                    Object[] row = (Object[]) each;
                    return EntryReader.payload(Columns.text("CONTENT_TYPE", row[0]), row[1], row[2]);
                });
    }

    static List<Place> places(
            EntityManager em, Dialect dialect, DeadLetterFilter filter, int lane, long after, int max) {
        DeadLetterCriteria criteria =
                new DeadLetterCriteria(filter).inLane(lane).after(after);
        return Sql.rows(
                        em,
                        "select p.lane, p.position, p.id from outbox_parked p where " + criteria.sql()
                                + " order by p.position" + dialect.limit(max),
                        criteria.parameters())
                .stream()
                .map(DeadLetterReader::place)
                .toList();
    }

    static Optional<Place> place(EntityManager em, String id) {
        return Sql.rows(em, "select p.lane, p.position, p.id" + OF_ONE, id).stream()
                .findFirst()
                .map(DeadLetterReader::place);
    }

    private static Place place(Object each) {
        Object[] row = (Object[]) each;
        return new Place(
                Columns.integer("LANE", row[0]), Columns.number("POSITION", row[1]), Columns.text("ID", row[2]));
    }
}
