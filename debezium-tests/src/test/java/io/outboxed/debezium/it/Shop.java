package io.outboxed.debezium.it;

import io.outboxed.Envelope;
import io.outboxed.Outbox;
import io.outboxed.OutboxConfig;
import io.outboxed.it.onejvm.OneJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;

/** An application on PostgreSQL, and the connector beside it, both as the document says. */
final class Shop implements AutoCloseable {
    static final UnaryOperator<OutboxConfig.Builder> BY_RELAY = settings -> settings;
    static final UnaryOperator<OutboxConfig.Builder> BY_CDC =
            settings -> settings.relayEnabled(false).cdcSlot("outboxed");
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final OneJvm server;
    private Connector connector;

    Shop(Class<?>... beans) throws Exception {
        server = new OneJvm(BY_RELAY, beans);
        server.startRelay(); // makes the tables
    }

    OneJvm server() {
        return server;
    }

    /** Publication and slot. */
    void setUp() throws SQLException {
        server.persistence().execute(CdcDocument.sql("set up"));
    }

    private void createUser() throws Exception {
        server.persistence().execute(CdcDocument.sql("the connector's user"));
        server.persistence().execute("grant usage on schema " + text("select current_schema()") + " to debezium");
    }

    void redeploy(UnaryOperator<OutboxConfig.Builder> settings, Class<?>... beans) {
        server.redeploy(settings, beans);
        server.startRelay();
    }

    Connector connector() throws Exception {
        if (connector == null) {
            createUser();
            connector = new Connector(settings());
        }
        return connector;
    }

    Properties settings() throws Exception {
        Properties settings = CdcDocument.connector();
        settings.setProperty("database.port", text("select inet_server_port()"));
        settings.setProperty("database.dbname", text("select current_database()"));
        settings.setProperty("table.include.list", text("select current_schema()") + ".outbox_entry");
        // what Kafka Connect keeps in a topic
        Path offsets = Files.createTempFile(Path.of("target"), "offsets", "");
        Files.delete(offsets);
        settings.setProperty("offset.storage", "org.apache.kafka.connect.storage.FileOffsetBackingStore");
        settings.setProperty("offset.storage.file.filename", offsets.toString());
        settings.setProperty("offset.flush.interval.ms", "200");
        settings.setProperty("heartbeat.interval.ms", "200");
        settings.setProperty("poll.interval.ms", "20");
        return settings;
    }

    String text(String sql) throws Exception {
        return server.inTransaction(() -> String.valueOf(server.persistence()
                .entityManager()
                .createNativeQuery("select cast((" + sql + ") as text)")
                .getSingleResult()));
    }

    String publish(String destination, String key, String text) throws Exception {
        return publish(Envelope.of(text).to(destination).key(key).build());
    }

    String publish(Envelope envelope) throws Exception {
        Outbox outbox = server.get(Outbox.class);
        return server.inTransaction(() -> outbox.publish(envelope));
    }

    /** Waits until the connector has read all that was committed before. */
    void awaitConnector() throws Exception {
        String now = text("select pg_current_wal_lsn()");
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> "true"
                        .equals(text("select confirmed_flush_lsn >= cast('" + now
                                + "' as pg_lsn) from pg_replication_slots where slot_name = 'outboxed'")));
    }

    /** Ends the connector's life, and waits until PostgreSQL has noticed. */
    void stopConnector() throws Exception {
        connector.close();
        awaitIdleSlot();
    }

    private void awaitIdleSlot() {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> text("select count(*) from pg_replication_slots where active")
                        .equals("0"));
    }

    /** As the document says, in one transaction. */
    void putLeftOversIntoTheLog() throws Exception {
        server.inTransaction(() -> {
            for (String statement : CdcDocument.sql("what is left").split(";\\R?")) {
                if (statement.contains("with ready")) {
                    server.rows(statement);
                } else {
                    server.persistence()
                            .entityManager()
                            .createNativeQuery(statement)
                            .executeUpdate();
                }
            }
            return null;
        });
    }

    /** With or without what is to be taken down, so that the next test finds nothing. */
    @Override
    public void close() throws Exception {
        try {
            if (connector != null) {
                connector.close();
            }
            awaitIdleSlot();
            server.persistence()
                    .execute("select pg_drop_replication_slot(slot_name) from pg_replication_slots;\n"
                            + "drop publication if exists outboxed");
            if (connector != null) {
                server.persistence().execute("drop owned by debezium;\ndrop role debezium");
            }
        } finally {
            server.close();
        }
    }
}
