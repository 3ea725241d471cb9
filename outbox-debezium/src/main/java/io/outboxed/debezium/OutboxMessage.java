package io.outboxed.debezium;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.transforms.Transformation;

/**
 * Makes of what Debezium's outbox event router gives the message that the relay would have sent. Kafka Connect and Debezium's engine call
 * it after the router, which is to give it the row's columns as headers.
 *
 * <p>The router takes the payload from one column, but text and bytes have one each; and it makes one header of all headers. Here the value
 * becomes the payload's bytes, of a text in UTF-8, whichever column has it; each header of the message becomes one of the record, with
 * its own type; and the record's time is when it happened. Headers of columns that are null are left out.
 *
 * <p>What is no entry of the outbox, a heartbeat for example, stays as it is.
 *
 * <p><b>Threads:</b> one at a time, as Kafka Connect calls it.
 *
 * @param <R> Kafka Connect's, or the engine's, kind of record
 */
public final class OutboxMessage<R extends ConnectRecord<R>> implements Transformation<R> {
    static final String ID = "outbox_id";
    static final String OCCURRED = "outbox_occurred";

    /** Column {@code HEADERS}: all headers as JSON. */
    static final String HEADERS = "outbox_headers";

    /** Column {@code PAYLOAD_BYTES}. */
    static final String PAYLOAD_BYTES = "outbox_payload_bytes";

    private final MessageHeaders messageHeaders = new MessageHeaders();

    /** For Kafka Connect. */
    public OutboxMessage() {}

    /** Nothing can be set. */
    @Override
    public void configure(Map<String, ?> settings) {}

    @Override
    public ConfigDef config() {
        return new ConfigDef();
    }

    /**
     * Gives the message.
     *
     * @throws DataException if a row has no payload, because {@code payload_bytes} is not among the router's headers for example, or headers
     *     that this version cannot read. The connector stops, unless Kafka Connect is told otherwise
     */
    @Override
    public R apply(R routed) {
        Header id = routed.headers().lastWithName(ID);
        if (id == null) {
            return routed;
        }
        Headers headers = new ConnectHeaders();
        routed.headers().forEach(header -> {
            if (header.value() != null
                    && !header.key().equals(HEADERS)
                    && !header.key().equals(PAYLOAD_BYTES)) {
                headers.add(header);
            }
        });
        messageHeaders.unfold(value(routed, HEADERS), headers);
        return routed.newRecord(
                routed.topic(),
                routed.kafkaPartition(),
                routed.keySchema(),
                routed.key(),
                Schema.BYTES_SCHEMA,
                payload(routed, id.value()),
                value(routed, OCCURRED) instanceof Long occurred ? occurred : routed.timestamp(),
                headers);
    }

    private static byte[] payload(ConnectRecord<?> routed, Object id) {
        Object bytes = value(routed, PAYLOAD_BYTES);
        if (bytes instanceof byte[] array) {
            return array;
        }
        if (bytes instanceof ByteBuffer buffer) {
            byte[] array = new byte[buffer.remaining()];
            buffer.duplicate().get(array);
            return array;
        }
        if (routed.value() instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        throw new DataException("Entry " + id + " of the outbox has no payload. Let the event router take it from"
                + " payload_text, and add payload_bytes:header:" + PAYLOAD_BYTES
                + " to table.fields.additional.placement.");
    }

    private static Object value(ConnectRecord<?> routed, String header) {
        Header found = routed.headers().lastWithName(header);
        return found == null ? null : found.value();
    }

    @Override
    public void close() {
        messageHeaders.close();
    }
}
