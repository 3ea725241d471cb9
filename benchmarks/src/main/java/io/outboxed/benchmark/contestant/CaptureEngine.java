package io.outboxed.benchmark.contestant;

import static org.awaitility.Awaitility.await;

import io.debezium.embedded.Connect;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.connect.source.SourceRecord;

/** Debezium's engine in this JVM, which reads a table's inserts from PostgreSQL's log by a slot of its own. */
final class CaptureEngine implements AutoCloseable {

    /** Takes a batch of records, and returns how many of them are messages. */
    interface Taker {
        long take(List<SourceRecord> records) throws Exception;
    }

    private final Place place;
    private final String table;
    private final Map<String, String> more;
    private final Taker taker;
    private final AtomicLong taken = new AtomicLong();
    private ExecutorService thread;
    private DebeziumEngine<ChangeEvent<SourceRecord, SourceRecord>> engine;

    /** Makes publication and slot; with settings beside those that all need. */
    CaptureEngine(Place place, String table, Map<String, String> more, Taker taker) throws SQLException {
        this.place = place;
        this.table = place.name() + "." + table;
        this.more = more;
        this.taker = taker;
        place.postgres()
                .execute("create publication " + place.name() + " for table " + this.table
                        + " with (publish = 'insert')");
        place.postgres().text("select pg_create_logical_replication_slot('" + place.name() + "', 'pgoutput')");
    }

    /** Takes up where the slot has ended. */
    void start() {
        engine = DebeziumEngine.create(Connect.class)
                .using(settings())
                .notifying(this::take)
                .build();
        thread = Executors.newSingleThreadExecutor();
        thread.execute(engine);
    }

    private Properties settings() {
        URI database = URI.create(place.url().substring("jdbc:".length()));
        Properties settings = new Properties();
        settings.put("name", place.name());
        settings.put("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
        settings.put("offset.storage", "org.apache.kafka.connect.storage.MemoryOffsetBackingStore");
        settings.put("database.hostname", database.getHost());
        settings.put("database.port", Integer.toString(database.getPort()));
        settings.put("database.user", Postgres.USER);
        settings.put("database.password", "");
        settings.put("database.dbname", database.getPath().substring(1));
        settings.put("topic.prefix", place.name());
        settings.put("table.include.list", table);
        settings.put("plugin.name", "pgoutput");
        settings.put("slot.name", place.name());
        settings.put("publication.name", place.name());
        settings.put("publication.autocreate.mode", "disabled");
        settings.put("snapshot.mode", "no_data");
        settings.put("skipped.operations", "u,d,t");
        settings.put("poll.interval.ms", "1");
        settings.put("max.batch.size", "2048");
        settings.put("max.queue.size", "8192");
        settings.put("offset.flush.interval.ms", "1000");
        settings.putAll(more);
        return settings;
    }

    private void take(
            List<ChangeEvent<SourceRecord, SourceRecord>> changes,
            DebeziumEngine.RecordCommitter<ChangeEvent<SourceRecord, SourceRecord>> committer)
            throws InterruptedException {
        try {
            long count = taker.take(changes.stream().map(ChangeEvent::value).toList());
            for (var change : changes) {
                committer.markProcessed(change);
            }
            committer.markBatchFinished();
            taken.addAndGet(count);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    long taken() {
        return taken.get();
    }

    void stop() throws IOException, InterruptedException {
        if (engine != null) {
            engine.close();
            thread.shutdown();
            thread.awaitTermination(1, TimeUnit.MINUTES);
            engine = null;
        }
    }

    @Override
    public void close() throws Exception {
        stop();
        String active = "select active from pg_replication_slots where slot_name = '" + place.name() + "'";
        // PostgreSQL notices a little later that nobody reads any more
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> !place.postgres().text(active).equals("t"));
        place.postgres()
                .execute("select pg_drop_replication_slot('" + place.name() + "'); drop publication " + place.name());
    }
}
