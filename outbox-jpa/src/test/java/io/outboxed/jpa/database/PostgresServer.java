package io.outboxed.jpa.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;

/** One PostgreSQL server for all tests of a JVM, from the binaries on the class path; it stops with the JVM. */
final class PostgresServer {
    static final PostgresServer INSTANCE = start();

    private final EmbeddedPostgres server;

    private PostgresServer(EmbeddedPostgres server) {
        this.server = server;
    }

    private static PostgresServer start() {
        try {
            return new PostgresServer(EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("synchronous_commit", "on") // what is committed outlives the server's processes
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("wal_level", "logical") // for change data capture
                    .setServerConfig("max_prepared_transactions", "100")
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url(String schema) {
        return server.getJdbcUrl("postgres", "postgres") + "&currentSchema=" + schema;
    }

    void execute(String sql) {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
