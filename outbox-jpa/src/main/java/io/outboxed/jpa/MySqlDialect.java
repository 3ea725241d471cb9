package io.outboxed.jpa;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.util.Optional;

/** MySQL 8.0.17 and later, the first with a binary collation that minds spaces at the end. Much of it holds for MariaDB too. */
final class MySqlDialect implements Dialect {
    /** By UTC, as {@code unix_timestamp(now(3))} errs in the hour that a session's time zone repeats in autumn. */
    static final String NOW = "timestampdiff(microsecond, '1970-01-01', utc_timestamp(3)) div 1000";

    private static final int ROOM_FOR_OTHER_COLUMNS = 131_072;

    @Override
    public String product() {
        return "MySQL";
    }

    @Override
    public String script() {
        return "mysql.sql";
    }

    @Override
    public String now() {
        return NOW;
    }

    /** Knows no {@code fetch first}. */
    @Override
    public String limit(int rows) {
        return " limit " + rows;
    }

    @Override
    public String insertUnlessThere(NewRow row) {
        return ignoringDuplicate(row);
    }

    @Override
    public String nth(int row) {
        return " limit 1 offset " + (row - 1);
    }

    /** Not known: in an XA transaction the driver still tells of auto-commit, and the database has no variable for it. */
    @Override
    public boolean isInTransaction(Connection connection) {
        return true;
    }

    @Override
    public String byKey(String sql) {
        return forcingPrimaryKey(sql);
    }

    @Override
    public String byIndex(String table, String index) {
        return table + " force index (" + index + ")";
    }

    @Override
    public int maxPayloadBytes(EntityManager em) {
        return halfOfAPacket(em);
    }

    @Override
    public Optional<String> looseColumns() {
        return Optional.of(columnsNotCollated("utf8mb4_0900_bin"));
    }

    /** Leaves out more than duplicates, texts that are too long for one: what is inserted must fit. */
    static String ignoringDuplicate(NewRow row) {
        return "insert ignore into " + row.head() + " values (" + row.valueList() + ")";
    }

    /** Where the rows are a good part of the table, the optimizer would read the whole table, and so lock all of it. */
    static String forcingPrimaryKey(String sql) {
        String hint = " force index (primary)";
        return sql.replaceFirst("^delete from (\\w+)", "delete $1 from $1" + hint)
                .replaceFirst("^update (\\w+)", "update $1" + hint)
                .replaceFirst("(?<= from )(\\w+)(?= where )", "$1" + hint);
    }

    /** A statement and a row must each fit into a packet, and a driver may write a payload with two bytes for one. */
    static int halfOfAPacket(EntityManager em) {
        return (int) (Columns.number(
                                "max_allowed_packet",
                                Sql.rows(em, "select @@max_allowed_packet").get(0))
                        / 2)
                - ROOM_FOR_OTHER_COLUMNS;
    }

    static String columnsNotCollated(String collation) {
        return "select upper(concat(table_name, '.', column_name)) from information_schema.columns"
                + " where table_schema = database() and table_name in (" + Schema.tableNames() + ")"
                + " and data_type = 'varchar' and collation_name not like '" + collation
                + "' order by table_name, ordinal_position";
    }
}
