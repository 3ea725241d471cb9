package io.outboxed.benchmark.contestant;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Outboxed without its relay: Debezium's engine reads the entries, its event router and the transform of outbox-debezium make messages of
 * them, as in {@code docs/cdc.md}.
 */
public final class CapturedShop implements Contestant {
    private static final Map<String, String> TRANSFORMS = Map.of(
            "extended.headers.enabled",
            "false",
            "transforms",
            "outbox,message",
            "transforms.outbox.type",
            "io.debezium.transforms.outbox.EventRouter",
            "transforms.outbox.route.by.field",
            "destination",
            "transforms.outbox.route.topic.replacement",
            "${routedByValue}",
            "transforms.outbox.table.field.event.key",
            "msg_key",
            "transforms.outbox.table.field.event.payload",
            "payload_text",
            "transforms.outbox.table.fields.additional.placement",
            "id:header:outbox_id,type:header:outbox_type,occurred:header:outbox_occurred,content_type:header:content_type,"
                    + "msg_key:header:outbox_key,correlation_id:header:outbox_correlation_id,expires:header:outbox_expires,"
                    + "headers:header:outbox_headers,payload_bytes:header:outbox_payload_bytes",
            "transforms.message.type",
            "io.outboxed.debezium.OutboxMessage");

    private final Connection connection;
    private final Session session;
    private final MessageProducer producer;
    private final AtomicLong placed = new AtomicLong();
    private final OutboxedShop shop;
    private final CaptureEngine engine;

    /** Sends to the place's queue, as the relay does. */
    CapturedShop(Place place) throws SQLException, IOException, JMSException {
        this(place, false);
    }

    private CapturedShop(Place place, boolean counts) throws SQLException, IOException, JMSException {
        shop = new OutboxedShop(place, settings -> settings.relayEnabled(false).cdcSlot(place.name()));
        engine = new CaptureEngine(place, "outbox_entry", TRANSFORMS, counts ? List::size : this::send);
        shop.startRelay(); // which is none: looks for the slot
        connection = place.broker().plain().createConnection();
        session = connection.createSession(true, Session.SESSION_TRANSACTED);
        producer = session.createProducer(session.createQueue(place.queue()));
    }

    /** Sends nothing, and only counts what would have been handed to a producer. */
    public static CapturedShop counting(Place place) throws SQLException, IOException, JMSException {
        return new CapturedShop(place, true);
    }

    @Override
    public void place(List<Order> orders) throws Exception {
        shop.place(orders);
        placed.addAndGet(orders.size());
    }

    @Override
    public void startRelay() {
        engine.start();
    }

    private long send(List<SourceRecord> records) throws JMSException {
        for (SourceRecord record : records) {
            var message = session.createTextMessage(new String((byte[]) record.value(), StandardCharsets.UTF_8));
            message.setStringProperty("JMSXGroupID", (String) record.key());
            for (Header header : record.headers()) {
                message.setObjectProperty(header.key(), header.value());
            }
            producer.send(message);
        }
        session.commit();
        return records.size();
    }

    @Override
    public void stopRelay() throws IOException, InterruptedException {
        engine.stop();
    }

    @Override
    public long waiting() {
        return placed.get() - engine.taken();
    }

    /** What the engine has given since it was made. */
    public long taken() {
        return engine.taken();
    }

    @Override
    public void close() throws Exception {
        engine.stop();
        connection.close();
        shop.close();
        engine.close();
    }
}
