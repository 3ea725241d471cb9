package io.outboxed.jpa;

import io.outboxed.spi.Entry;
import io.outboxed.spi.LaneLock;
import io.outboxed.spi.Moment;
import io.outboxed.spi.Payload;
import io.outboxed.spi.SealedEnvelope;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the next batch of a lane, in one query of plain values.
 *
 * <p>It starts at the lane's first position every time. A cursor ({@code position > last}) would be wrong: positions are
 * assigned at insert, so a transaction that commits late brings entries with lower positions than those already sent.
 */
final class EntryReader {
    private final HeadersJson headers;

    EntryReader(HeadersJson headers) {
        this.headers = headers;
    }

    List<Entry> read(EntityManager em, Dialect dialect, LaneLock lane, int maxEntries, long maxBytes) {
        String first = "select " + Columns.ENTRY + " from outbox_entry where lane = ?1 order by position"
                + dialect.limit(maxEntries);
        String summed = "select f.*, row_number() over (order by f.position) as place,"
                + " sum(f.payload_size) over (order by f.position) as total from (" + first + ") f";
        List<?> rows = Sql.rows(
                em,
                "select s.position, s.attempts, s.id, s.destination, s.type, s.msg_key, s.correlation_id,"
                        + " s.content_type, s.headers, s.priority, s.occurred, s.payload_text, s.payload_bytes,"
                        + " s.expires, s.id_claimed"
                        + " from (" + summed + ") s where s.place = 1 or s.total <= ?2 order by s.position",
                lane.lane(),
                maxBytes);
        List<Entry> entries = new ArrayList<>(rows.size());
        for (Object row : rows) {
            entries.add(entry(lane, (Object[]) row));
        }
        return entries;
    }

    private Entry entry(LaneLock lane, Object[] row) {
        String id = Columns.text("ID", row[2]);
        Moment.At expires = row[13] == null ? null : Moment.At.ofMillis(Columns.number("EXPIRES", row[13]));
        SealedEnvelope envelope = new SealedEnvelope(
                id,
                Columns.integer("ID_CLAIMED", row[14]) != 0,
                Columns.text("DESTINATION", row[3]),
                Columns.text("TYPE", row[4]),
                Columns.text("MSG_KEY", row[5]),
                payload(Columns.text("CONTENT_TYPE", row[7]), row[11], row[12]),
                headers.read(id, Columns.text("HEADERS", row[8])),
                Columns.text("CORRELATION_ID", row[6]),
                Columns.integer("PRIORITY", row[9]),
                Instant.ofEpochMilli(Columns.number("OCCURRED", row[10])),
                null,
                expires);
        return new Entry(
                lane.lane(),
                Columns.number("POSITION", row[0]),
                Columns.integer("ATTEMPTS", row[1]),
                Entry.timeToLive(expires, lane.now()),
                envelope);
    }

    static Payload payload(String contentType, Object text, Object bytes) {
        return bytes == null
                ? new Payload.Text(contentType, orEmpty(Columns.text("PAYLOAD_TEXT", text)))
                : new Payload.Binary(contentType, Columns.bytes("PAYLOAD_BYTES", bytes));
    }

    /** Some products do not tell an empty text from null. */
    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
