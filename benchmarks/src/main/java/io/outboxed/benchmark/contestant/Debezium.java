package io.outboxed.benchmark.contestant;

import io.debezium.embedded.Connect;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** Debezium's engine in the application: reads the outbox table's inserts from PostgreSQL's log, and never deletes any. */
final class Debezium implements Contestant {
    private final Place place;
    private final PlainJdbc shop;
    private final String slot;
    private final Connection connection;
    private final Session session;
    private final MessageProducer producer;
    private final AtomicLong placed = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private ExecutorService thread;
    private DebeziumEngine<ChangeEvent<SourceRecord, SourceRecord>> engine;

    Debezium(Place place) throws SQLException, JMSException {
        this.place = place;
        this.shop = PlainJdbc.withOutbox(place);
        this.slot = place.name();
        place.postgres().execute("create publication " + slot + " for table " + place.name() + ".outbox");
        place.postgres().text("select pg_create_logical_replication_slot('" + slot + "', 'pgoutput')");
        connection = place.broker().plain().createConnection();
        session = connection.createSession(true, Session.SESSION_TRANSACTED);
        producer = session.createProducer(session.createQueue(place.queue()));
    }

    @Override
    public void place(List<Order> orders) throws SQLException {
        shop.place(orders);
        placed.addAndGet(orders.size());
    }

    /** Takes up where the slot has ended. */
    @Override
    public void startRelay() {
        engine = DebeziumEngine.create(Connect.class)
                .using(settings())
                .notifying(this::send)
                .build();
        thread = Executors.newSingleThreadExecutor();
        thread.execute(engine);
    }

    private Properties settings() {
        URI database = URI.create(place.url().substring("jdbc:".length()));
        Properties settings = new Properties();
        settings.put("name", slot);
        settings.put("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
        settings.put("offset.storage", "org.apache.kafka.connect.storage.MemoryOffsetBackingStore");
        settings.put("database.hostname", database.getHost());
        settings.put("database.port", Integer.toString(database.getPort()));
        settings.put("database.user", Postgres.USER);
        settings.put("database.password", "");
        settings.put("database.dbname", database.getPath().substring(1));
        settings.put("topic.prefix", slot);
        settings.put("table.include.list", place.name() + ".outbox");
        settings.put("plugin.name", "pgoutput");
        settings.put("slot.name", slot);
        settings.put("publication.name", slot);
        settings.put("publication.autocreate.mode", "disabled");
        settings.put("snapshot.mode", "no_data");
        settings.put("skipped.operations", "u,d,t");
        settings.put("poll.interval.ms", "1");
        settings.put("max.batch.size", "2048");
        settings.put("max.queue.size", "8192");
        settings.put("offset.flush.interval.ms", "1000");
        return settings;
    }

    private void send(
            List<ChangeEvent<SourceRecord, SourceRecord>> changes,
            DebeziumEngine.RecordCommitter<ChangeEvent<SourceRecord, SourceRecord>> committer)
            throws InterruptedException {
        try {
            long count = 0;
            for (var change : changes) {
                Struct value = (Struct) change.value().value();
                if (value.schema().field("after") != null) {
                    Struct row = value.getStruct("after");
                    var message = session.createTextMessage(row.getString("payload"));
                    message.setStringProperty("JMSXGroupID", row.getString("key"));
                    producer.send(message);
                    count++;
                }
            }
            session.commit();
            for (var change : changes) {
                committer.markProcessed(change);
            }
            committer.markBatchFinished();
            sent.addAndGet(count);
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stopRelay() throws IOException, InterruptedException {
        if (engine != null) {
            engine.close();
            thread.shutdown();
            thread.awaitTermination(1, TimeUnit.MINUTES);
            engine = null;
        }
    }

    /** Of the table nobody removes what was sent. */
    @Override
    public long waiting() {
        return placed.get() - sent.get();
    }

    @Override
    public void close() throws Exception {
        stopRelay();
        connection.close();
        place.postgres().execute("select pg_drop_replication_slot('" + slot + "'); drop publication " + slot);
        shop.close();
    }
}
