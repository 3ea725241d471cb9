package io.outboxed.jpa;

import io.outboxed.spi.Moment;
import io.outboxed.spi.Payload;
import io.outboxed.spi.SealedEnvelope;
import jakarta.persistence.EntityManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Inserts entries so that the database numbers them in the order in which they were appended.
 *
 * <p>Hibernate inserts entities of one class in the order of {@code persist}, so there they join the application's flush and
 * its JDBC batches. JPA promises no order, and EclipseLink 4.0.9 keeps none: everywhere but on Hibernate each entry is an SQL
 * statement at once. Scheduled entries have no position yet, so they are statements everywhere. With strict keys all are:
 * entries come just before the commit then, when Hibernate may have flushed for the last time.
 */
final class EntryAppender {
    private final HeadersJson headers;

    EntryAppender(HeadersJson headers) {
        this.headers = headers;
    }

    /** {@code atOnce}: entries must be in the database when it returns. */
    void append(EntityManager em, Dialect dialect, int lane, List<SealedEnvelope> envelopes, boolean atOnce) {
        boolean persistKeepsOrder = !atOnce && Jdbc.isHibernate(em.getDelegate());
        long now = 0;
        for (SealedEnvelope envelope : envelopes) {
            if (now == 0 && hasTimes(envelope)) { // asked only then: the clocks of the nodes may differ
                now = now(em, dialect);
            }
            String json = headers.write(envelope.id(), envelope.headers());
            Long expires = millis(envelope.expires(), now);
            Long due = millis(envelope.notBefore(), now);
            if (due != null && due > now) {
                Map<String, Object> values = values(lane, envelope, json, expires);
                values.put("state", States.SCHEDULED);
                values.put("due", due);
                insert(em, "outbox_parked", values);
            } else if (persistKeepsOrder) {
                em.persist(new OutboxEntry(lane, envelope, json, expires));
            } else {
                insert(em, "outbox_entry", values(lane, envelope, json, expires));
            }
        }
    }

    /** Inserts entries at once, as ready ones, and leaves them to change data capture. */
    void append(EntityManager em, Dialect dialect, int lane, List<SealedEnvelope> envelopes, Capture capture) {
        for (SealedEnvelope envelope : envelopes) {
            String json = headers.write(envelope.id(), envelope.headers());
            Long expires = envelope.expires() == null ? null : millis(envelope.expires(), now(em, dialect));
            insert(em, "outbox_entry", values(lane, envelope, json, expires));
            capture.leave(em, dialect, lane, envelope);
        }
    }

    private static boolean hasTimes(SealedEnvelope envelope) {
        return envelope.notBefore() != null || envelope.expires() instanceof Moment.After;
    }

    private static long now(EntityManager em, Dialect dialect) {
        return Columns.number("now", Sql.rows(em, dialect.selectNow()).get(0));
    }

    private static Long millis(Moment moment, long now) {
        return moment == null ? null : Long.valueOf(moment.atMillis(now));
    }

    private static Map<String, Object> values(int lane, SealedEnvelope envelope, String json, Long expires) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("lane", lane);
        values.put("id", envelope.id());
        values.put("id_claimed", envelope.idClaimed() ? 1 : 0);
        values.put("destination", envelope.destination());
        values.put("type", envelope.type());
        values.put("msg_key", envelope.key());
        values.put("correlation_id", envelope.correlationId());
        values.put("content_type", envelope.payload().contentType());
        values.put("headers", json);
        values.put("priority", envelope.priority());
        values.put("occurred", envelope.occurred().toEpochMilli());
        values.put("expires", expires);
        values.put("attempts", 0);
        values.put("payload_size", envelope.payload().size());
        values.put("payload_text", envelope.payload() instanceof Payload.Text text ? text.text() : null);
        values.put("payload_bytes", envelope.payload() instanceof Payload.Binary binary ? binary.bytes() : null);
        return values;
    }

    private static void insert(EntityManager em, String table, Map<String, Object> values) {
        // only what is there: providers do not know the type of a null, and PostgreSQL insists on it
        values.values().removeIf(value -> value == null);
        StringBuilder places = new StringBuilder("?1");
        for (int i = 2; i <= values.size(); i++) {
            places.append(", ?").append(i);
        }
        Sql.updateWithoutFlush(
                em,
                "insert into " + table + " (" + String.join(", ", values.keySet()) + ") values (" + places + ")",
                values.values().toArray());
    }
}
