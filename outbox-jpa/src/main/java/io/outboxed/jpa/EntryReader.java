package io.outboxed.jpa;

import io.outboxed.StoreException;
import io.outboxed.spi.Entry;
import io.outboxed.spi.LaneLock;
import io.outboxed.spi.Moment;
import io.outboxed.spi.Payload;
import io.outboxed.spi.SealedEnvelope;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the next batch of a lane, in one query of plain values.
 *
 * <p>It starts at the lane's first position every time. A cursor ({@code position > last}) would be wrong: positions are
 * assigned at insert, so a transaction that commits late brings entries with lower positions than those already sent.
 */
final class EntryReader {
    private static final System.Logger LOG = System.getLogger("io.outboxed.jpa");
    private static final long LOOK_AGAIN_MILLIS = 60_000;

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
        return readable(em, dialect, lane, rows);
    }

    /**
     * What this version cannot read, because a newer one wrote it perhaps, is set aside and not lost: this or another node looks
     * at it again after a while. Later entries of its key stay where they are; the next pass finds that they have to wait.
     */
    private List<Entry> readable(EntityManager em, Dialect dialect, LaneLock lane, List<?> rows) {
        List<Entry> entries = new ArrayList<>(rows.size());
        List<Long> unreadable = new ArrayList<>();
        Set<Object> waitingKeys = new HashSet<>();
        for (Object each : rows) {
            Object[] row = (Object[]) each;
            if (row[5] != null && waitingKeys.contains(row[5])) {
                continue;
            }
            try {
                entries.add(entry(lane, row));
            } catch (StoreException | NullPointerException | IllegalArgumentException e) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        JpaErrors.leftAlone(row[2], e).getMessage());
                LOG.log(System.Logger.Level.DEBUG, "What is wrong with the entry", e);
                unreadable.add(Columns.number("POSITION", row[0]));
                waitingKeys.add(row[5]);
            }
        }
        if (!unreadable.isEmpty()) {
            Parking.setAside(em, dialect, lane, unreadable, lane.now() + LOOK_AGAIN_MILLIS);
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
