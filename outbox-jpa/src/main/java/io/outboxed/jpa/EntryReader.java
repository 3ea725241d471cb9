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
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads the next batch of a lane, in two queries of plain values: the first tells how far a batch goes, by the sizes of its
 * payloads, the second reads it. In one query the database would have to carry all payloads through a running sum, which costs four
 * times as much. A lane that had little the last time is tried with one query, for no more entries than fit whatever their sizes.
 *
 * <p>It starts at the lane's first position every time. A cursor ({@code position > last}) would be wrong: positions are
 * assigned at insert, so a transaction that commits late brings entries with lower positions than those already sent.
 */
final class EntryReader {
    private static final System.Logger LOG = System.getLogger("io.outboxed.jpa");
    private static final long LOOK_AGAIN_MILLIS = 60_000;

    private static final String ROWS = "select position, attempts, id, destination, type, msg_key, correlation_id,"
            + " content_type, headers, priority, occurred, payload_text, payload_bytes, expires, id_claimed"
            + " from outbox_entry where lane = ?1";

    /** With the lane, though it is but one: H2 takes the order from the index only so, and else sorts the whole lane for each batch. */
    private static final String ORDER = " order by lane, position";

    private final HeadersJson headers;
    private final Set<Integer> busyLanes = ConcurrentHashMap.newKeySet();

    EntryReader(HeadersJson headers) {
        this.headers = headers;
    }

    List<Entry> read(
            EntityManager em, Dialect dialect, LaneLock lane, int maxEntries, long maxBytes, int maxPayloadBytes) {
        int few = (int) Math.min(maxEntries, maxBytes / maxPayloadBytes);
        if (few > 1 && !busyLanes.contains(lane.lane())) {
            List<Object[]> rows = DirectSql.rows(em, ROWS + ORDER + dialect.limit(few), lane.lane());
            if (rows.size() < few) {
                return readable(em, dialect, lane, rows);
            }
            busyLanes.add(lane.lane());
        }
        List<Long> positions = positions(em, dialect, lane, maxEntries, maxBytes);
        if (positions.size() < few) {
            busyLanes.remove(lane.lane());
        }
        return positions.isEmpty() ? List.of() : readable(em, dialect, lane, rows(em, lane, positions));
    }

    private static List<Long> positions(
            EntityManager em, Dialect dialect, LaneLock lane, int maxEntries, long maxBytes) {
        List<Long> positions = new ArrayList<>();
        long bytes = 0;
        for (Object[] row : DirectSql.rows(
                em,
                "select position, payload_size from outbox_entry where lane = ?1" + ORDER + dialect.limit(maxEntries),
                lane.lane())) {
            bytes += Columns.number("PAYLOAD_SIZE", row[1]);
            if (!positions.isEmpty() && bytes > maxBytes) {
                break;
            }
            positions.add(Columns.number("POSITION", row[0]));
        }
        return positions;
    }

    /** Without what was committed between the two queries: the first one's view is the batch. */
    private static List<Object[]> rows(EntityManager em, LaneLock lane, List<Long> positions) {
        List<Object[]> rows = DirectSql.rows(
                em,
                ROWS + " and position between ?2 and ?3" + ORDER,
                lane.lane(),
                positions.get(0),
                positions.get(positions.size() - 1));
        if (rows.size() > positions.size()) {
            Set<Long> chosen = new HashSet<>(positions);
            rows.removeIf(row -> !chosen.contains(Columns.number("POSITION", row[0])));
        }
        return rows;
    }

    /**
     * What this version cannot read, because a newer one wrote it perhaps, is set aside and not lost: this or another node looks
     * at it again after a while. Later entries of its key stay where they are; the next pass finds that they have to wait.
     */
    private List<Entry> readable(EntityManager em, Dialect dialect, LaneLock lane, List<Object[]> rows) {
        List<Entry> entries = new ArrayList<>(rows.size());
        List<Long> unreadable = new ArrayList<>();
        Set<Object> waitingKeys = new HashSet<>();
        for (Object[] row : rows) {
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
