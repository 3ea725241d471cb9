package io.outboxed.jpa.database;

import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.XADataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.xa.PGXADataSource;

/** A database product to test with; each call of {@link #fresh} or {@link #freshXa} leads to an empty database. */
public enum Database {
    H2("sa", true) {
        @Override
        String empty(String options) {
            return "jdbc:h2:mem:" + newName() + ";DB_CLOSE_DELAY=-1" + options;
        }

        @Override
        XADataSource xa(String url, String user) {
            JdbcDataSource source = new JdbcDataSource();
            source.setURL(url);
            source.setUser(user);
            source.setPassword("");
            return source;
        }
    },
    POSTGRESQL("postgres", true) {
        @Override
        String empty(String options) {
            String name = newName();
            // a database is 300 files, and hundreds of them take longer to remove than a JVM may take to end
            PostgresServer.INSTANCE.execute("create schema " + name);
            return PostgresServer.INSTANCE.url(name) + "&reWriteBatchedInserts=true" + options;
        }

        @Override
        XADataSource xa(String url, String user) {
            PGXADataSource source = new PGXADataSource();
            source.setUrl(url);
            source.setUser(user);
            return source;
        }
    },
    MARIADB("root", false) {
        @Override
        String empty(String options) {
            String name = newName();
            MariaDbServer.INSTANCE.execute("create database " + name);
            return MariaDbServer.INSTANCE.url(name) + options;
        }

        @Override
        XADataSource xa(String url, String user) throws SQLException {
            MariaDbDataSource source = new MariaDbDataSource(url);
            source.setUser(user);
            return source;
        }
    };

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String user;
    private final boolean allowsDdlInXa;

    Database(String user, boolean allowsDdlInXa) {
        this.user = user;
        this.allowsDdlInXa = allowsDdlInXa;
    }

    /** The URL of an empty database; the options end it. */
    abstract String empty(String options);

    abstract XADataSource xa(String url, String user) throws SQLException;

    /** Settings of a persistence unit on an empty database; the options end its URL. */
    public Map<String, String> fresh(String options) {
        return Map.of(
                "jakarta.persistence.jdbc.url", empty(options),
                "jakarta.persistence.jdbc.user", user,
                "jakarta.persistence.jdbc.password", "",
                "hibernate.connection.pool_size", "20",
                "hibernate.jdbc.batch_size", "50",
                "hibernate.order_inserts", "true");
    }

    public Map<String, String> fresh() {
        return fresh("");
    }

    /** A source of connections to an empty database, for JTA. */
    public XADataSource freshXa() throws SQLException {
        return xa(empty(""), user);
    }

    /** Whether tables can be made in an XA transaction. */
    public boolean allowsDdlInXa() {
        return allowsDdlInXa;
    }

    private static String newName() {
        return "outbox" + COUNT.incrementAndGet();
    }
}
