package io.outboxed.jpa;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A database product to test with; each call of {@link #fresh} gives the settings of an empty database. */
enum Database {
    H2 {
        @Override
        Map<String, String> fresh(String options) {
            return settings("jdbc:h2:mem:" + newName() + ";DB_CLOSE_DELAY=-1" + options, "sa");
        }
    },
    POSTGRESQL {
        @Override
        Map<String, String> fresh(String options) {
            String name = newName();
            Server.execute("create database " + name);
            return settings(
                    Server.INSTANCE.getJdbcUrl("postgres", name) + "&reWriteBatchedInserts=true" + options, "postgres");
        }
    },
    MARIADB {
        @Override
        Map<String, String> fresh(String options) {
            String name = newName();
            MariaDbServer.INSTANCE.execute("create database " + name);
            return settings(MariaDbServer.INSTANCE.url(name) + options, "root");
        }
    };

    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Settings of an empty database; the options end its URL. */
    abstract Map<String, String> fresh(String options);

    Map<String, String> fresh() {
        return fresh("");
    }

    private static String newName() {
        return "outbox" + COUNT.incrementAndGet();
    }

    private static Map<String, String> settings(String url, String user) {
        return Map.of(
                "jakarta.persistence.jdbc.url", url,
                "jakarta.persistence.jdbc.user", user,
                "jakarta.persistence.jdbc.password", "",
                "hibernate.connection.pool_size", "20",
                "hibernate.jdbc.batch_size", "50",
                "hibernate.order_inserts", "true");
    }

    /** One server for all tests of a JVM; it stops with the JVM. */
    private static final class Server {
        static final EmbeddedPostgres INSTANCE = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static void execute(String sql) {
            try (var connection = INSTANCE.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (java.sql.SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
