package io.outboxed.jpa;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** SQL Server 2019 and later, with {@code read_committed_snapshot}. Written by the manual; no test runs it. */
final class SqlServerDialect implements Dialect {

    @Override
    public String product() {
        return "Microsoft SQL Server";
    }

    @Override
    public String script() {
        return "sqlserver.sql";
    }

    @Override
    public String now() {
        return "datediff_big(millisecond, '1970-01-01', sysutcdatetime())";
    }

    @Override
    public String lockLane() {
        return "select " + Columns.LANE_STATE + ", " + now()
                + " from outbox_lane with (updlock, rowlock, readpast) where lane = ?1";
    }

    @Override
    public String lockKey() {
        return "select slot from outbox_key with (updlock, rowlock) where slot = ?1";
    }

    /** Stands behind an {@code order by} only. */
    @Override
    public String limit(int rows) {
        return " offset 0 rows fetch next " + rows + " rows only";
    }

    /** There is no {@code for update}. */
    @Override
    public String lockSome(String query, int rows) {
        return query + limit(rows);
    }

    /** Asks the database where the driver tells of auto-commit, because it may do so in an XA transaction too. */
    @Override
    public boolean isInTransaction(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            return true;
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select @@trancount")) {
            return row.next() && row.getInt(1) > 0;
        }
    }

    /** The subquery locks the place where the row would be, until the transaction ends. */
    @Override
    public String insertUnlessThere(NewRow row) {
        return "insert into " + row.head() + " select " + row.valueList() + " where not exists (select 1 from "
                + row.table() + " with (updlock, serializable) where " + row.condition() + ")";
    }
}
