package io.outboxed.jpa;

import io.outboxed.spi.Entry;
import io.outboxed.spi.LaneLock;
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
    private static final String WITHOUT_WAITING_KEYS = " and not exists (select 1 from outbox_parked p"
            + " where p.lane = e.lane and p.state = 'RETRYING' and p.msg_key = e.msg_key)";

    private final HeadersJson headers;

    EntryReader(HeadersJson headers) {
        this.headers = headers;
    }

    List<Entry> read(EntityManager em, Dialect dialect, LaneLock lane, int maxEntries, long maxBytes) {
        String first = "select " + Columns.ENTRY + " from outbox_entry e where e.lane = ?1"
                + (lane.hasRetrying() ? WITHOUT_WAITING_KEYS : "") + " order by e.position" + dialect.limit(maxEntries);
        String summed = "select f.*, row_number() over (order by f.position) as place,"
                + " sum(f.payload_size) over (order by f.position) as total from (" + first + ") f";
        List<?> rows = Sql.rows(
                em,
                "select s.position, s.attempts, s.id, s.destination, s.type, s.msg_key, s.correlation_id,"
                        + " s.content_type, s.headers, s.priority, s.occurred, s.payload_text, s.payload_bytes"
                        + " from (" + summed + ") s where s.place = 1 or s.total <= ?2 order by s.position",
                lane.lane(),
                maxBytes);
        List<Entry> entries = new ArrayList<>(rows.size());
        for (Object row : rows) {
            entries.add(entry(lane.lane(), (Object[]) row));
        }
        return entries;
    }

    private Entry entry(int lane, Object[] row) {
        String id = Columns.text("ID", row[2]);
        SealedEnvelope envelope = new SealedEnvelope(
                id,
                Columns.text("DESTINATION", row[3]),
                Columns.text("TYPE", row[4]),
                Columns.text("MSG_KEY", row[5]),
                payload(Columns.text("CONTENT_TYPE", row[7]), row[11], row[12]),
                headers.read(id, Columns.text("HEADERS", row[8])),
                Columns.text("CORRELATION_ID", row[6]),
                Columns.integer("PRIORITY", row[9]),
                Instant.ofEpochMilli(Columns.number("OCCURRED", row[10])));
        return new Entry(lane, Columns.number("POSITION", row[0]), Columns.integer("ATTEMPTS", row[1]), envelope);
    }

    private static Payload payload(String contentType, Object text, Object bytes) {
        return bytes == null
                ? new Payload.Text(contentType, orEmpty(Columns.text("PAYLOAD_TEXT", text)))
                : new Payload.Binary(contentType, Columns.bytes("PAYLOAD_BYTES", bytes));
    }

    /** Some products do not tell an empty text from null. */
    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
