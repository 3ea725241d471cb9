package io.outboxed.benchmark.contestant;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;

/** A PostgreSQL from Maven Central that writes to the disk what it commits, as one in production does. */
public final class Postgres implements AutoCloseable {
    static final String USER = "postgres";

    private final EmbeddedPostgres server;
    private final Path directory;

    /** Starts it with its data in a directory of its own. */
    public Postgres(Path directory) throws IOException, SQLException {
        this.directory = Files.createDirectories(directory);
        server = EmbeddedPostgres.builder()
                .setDataDirectory(data())
                .setServerConfig("fsync", "on") // both are off by default
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("max_connections", "200")
                .setServerConfig("max_prepared_transactions", "100")
                .setServerConfig("wal_level", "logical") // for Debezium
                .start();
        for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
            if (!text("show " + setting).equals("on")) {
                throw new IllegalStateException(
                        "PostgreSQL runs with " + setting + " off: its figures would say nothing.");
            }
        }
    }

    private Path data() {
        return directory.resolve("data");
    }

    String url(String schema) {
        return server.getJdbcUrl(USER, "postgres") + "&currentSchema=" + schema + "&reWriteBatchedInserts=true";
    }

    /** Leaves an empty schema of this name, and no work for later. */
    public void empty(String schema) throws SQLException {
        execute("drop schema if exists " + schema + " cascade");
        execute("create schema " + schema);
    }

    /** Does now what a background process would do while somebody measures. */
    public void settle() throws SQLException {
        execute("vacuum analyze");
        execute("checkpoint");
    }

    /** Holds open a view of what is there now, until it is closed. */
    public AutoCloseable snapshot() throws SQLException {
        Connection connection = server.getPostgresDatabase().getConnection();
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("select count(*) from pg_class");
        }
        return connection;
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public String text(String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    /** The first process, from which all others come. */
    public long pid() {
        try {
            return Long.parseLong(
                    Files.readAllLines(data().resolve("postmaster.pid")).get(0));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Leaves nothing behind. */
    @Override
    public void close() throws IOException {
        server.close();
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
