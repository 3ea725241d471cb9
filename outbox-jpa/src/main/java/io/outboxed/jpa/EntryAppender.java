package io.outboxed.jpa;

import io.outboxed.spi.Payload;
import io.outboxed.spi.SealedEnvelope;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Inserts entries so that the database numbers them in the order in which they were appended.
 *
 * <p>Hibernate inserts entities of one class in the order of {@code persist}, so there they join the application's flush and
 * its JDBC batches. JPA promises no order, and EclipseLink 4.0.9 keeps none: everywhere but on Hibernate each entry is an SQL
 * statement at once.
 */
final class EntryAppender {
    private final HeadersJson headers;

    EntryAppender(HeadersJson headers) {
        this.headers = headers;
    }

    void append(EntityManager em, int lane, List<SealedEnvelope> envelopes) {
        boolean persistKeepsOrder = Jdbc.isHibernate(em.getDelegate());
        for (SealedEnvelope envelope : envelopes) {
            String json = headers.write(envelope.id(), envelope.headers());
            if (persistKeepsOrder) {
                em.persist(new OutboxEntry(lane, envelope, json));
            } else {
                insert(em, lane, envelope, json);
            }
        }
    }

    private static void insert(EntityManager em, int lane, SealedEnvelope envelope, String json) {
        // only what is there: providers do not know the type of a null, and PostgreSQL insists on it
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("lane", lane);
        values.put("id", envelope.id());
        values.put("destination", envelope.destination());
        values.put("type", envelope.type());
        values.put("msg_key", envelope.key());
        values.put("correlation_id", envelope.correlationId());
        values.put("content_type", envelope.payload().contentType());
        values.put("headers", json);
        values.put("priority", envelope.priority());
        values.put("occurred", envelope.occurred().toEpochMilli());
        values.put("attempts", 0);
        values.put("payload_size", envelope.payload().size());
        values.put("payload_text", envelope.payload() instanceof Payload.Text text ? text.text() : null);
        values.put("payload_bytes", envelope.payload() instanceof Payload.Binary binary ? binary.bytes() : null);
        values.values().removeIf(value -> value == null);

        StringBuilder places = new StringBuilder("?1");
        for (int i = 2; i <= values.size(); i++) {
            places.append(", ?").append(i);
        }
        Sql.query(
                        em,
                        "insert into outbox_entry (" + String.join(", ", values.keySet()) + ") values (" + places + ")",
                        values.values().toArray())
                // the application's entities need not be written before
                .setFlushMode(FlushModeType.COMMIT)
                .executeUpdate();
    }
}
