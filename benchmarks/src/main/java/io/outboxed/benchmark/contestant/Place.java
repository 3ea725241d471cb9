package io.outboxed.benchmark.contestant;

import com.zaxxer.hikari.HikariDataSource;
import io.outboxed.it.onejvm.Broker;
import java.sql.SQLException;

/**
 * Where a contestant works: a schema and a queue of its own, on the database and the broker that all share; with
 * {@code inOrder} its messages are to arrive in the order of their keys.
 */
public record Place(Postgres postgres, Broker broker, String name, boolean inOrder) {

    /** Where JDBC connects to. */
    String url() {
        return postgres.url(name);
    }

    public String queue() {
        return name;
    }

    /** Connections of its own, as many as publishers and workers need. */
    HikariDataSource pool() {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url());
        pool.setUsername(Postgres.USER);
        pool.setMaximumPoolSize(20);
        return pool;
    }

    /** Rows of a table of its schema. */
    long count(String table) throws SQLException {
        return Long.parseLong(postgres.text("select count(*) from " + name + "." + table));
    }
}
