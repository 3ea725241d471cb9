package io.outboxed.benchmark.contestant;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** Debezium's engine in the application: reads the outbox table's inserts from PostgreSQL's log, and never deletes any. */
final class Debezium implements Contestant {
    private final PlainJdbc shop;
    private final Connection connection;
    private final Session session;
    private final MessageProducer producer;
    private final AtomicLong placed = new AtomicLong();
    private final CaptureEngine engine;

    Debezium(Place place) throws SQLException, JMSException {
        this.shop = PlainJdbc.withOutbox(place);
        engine = new CaptureEngine(place, "outbox", Map.of(), this::send);
        connection = place.broker().plain().createConnection();
        session = connection.createSession(true, Session.SESSION_TRANSACTED);
        producer = session.createProducer(session.createQueue(place.queue()));
    }

    @Override
    public void place(List<Order> orders) throws SQLException {
        shop.place(orders);
        placed.addAndGet(orders.size());
    }

    @Override
    public void startRelay() {
        engine.start();
    }

    private long send(List<SourceRecord> records) throws JMSException {
        long count = 0;
        for (SourceRecord record : records) {
            Struct value = (Struct) record.value();
            if (value.schema().field("after") != null) {
                Struct row = value.getStruct("after");
                var message = session.createTextMessage(row.getString("payload"));
                message.setStringProperty("JMSXGroupID", row.getString("key"));
                producer.send(message);
                count++;
            }
        }
        session.commit();
        return count;
    }

    @Override
    public void stopRelay() throws IOException, InterruptedException {
        engine.stop();
    }

    /** Of the table nobody removes what was sent. */
    @Override
    public long waiting() {
        return placed.get() - engine.taken();
    }

    @Override
    public void close() throws Exception {
        engine.stop();
        connection.close();
        engine.close();
        shop.close();
    }
}
