package io.outboxed.jpa;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** MariaDB 10.6 and later, the first with {@code skip locked}. */
final class MariaDbDialect implements Dialect {
    /**
     * With {@code innodb_snapshot_isolation}, on by default from 11.6.2 on, it would fail where another transaction has made
     * the row since this one's first query. The comment is run by versions that know the variable.
     */
    private static final String WITHOUT_SNAPSHOT = "/*M!110402 set statement innodb_snapshot_isolation = off for */ ";

    @Override
    public String product() {
        return "MariaDB";
    }

    @Override
    public String script() {
        return "mariadb.sql";
    }

    @Override
    public String now() {
        return MySqlDialect.NOW;
    }

    @Override
    public String byKey(String sql) {
        return MySqlDialect.forcingPrimaryKey(sql);
    }

    @Override
    public String insertUnlessThere(NewRow row) {
        return WITHOUT_SNAPSHOT + MySqlDialect.ignoringDuplicate(row);
    }

    /** As with {@link #insertUnlessThere}: a row that another transaction has deleted, and not yet committed, would not be skipped. */
    @Override
    public String lockSome(String query, int rows) {
        return WITHOUT_SNAPSHOT + Dialect.super.lockSome(query, rows);
    }

    /** In an XA transaction the driver still tells of auto-commit. */
    @Override
    public boolean isInTransaction(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            return true;
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select @@in_transaction")) {
            return row.next() && row.getBoolean(1);
        }
    }

    @Override
    public String byIndex(String table, String index) {
        return table + " force index (" + index + ")";
    }

    @Override
    public int maxPayloadBytes(EntityManager em) {
        return MySqlDialect.halfOfAPacket(em);
    }

    @Override
    public Optional<String> looseColumns() {
        return Optional.of(MySqlDialect.columnsNotCollated("%nopad_bin"));
    }
}
