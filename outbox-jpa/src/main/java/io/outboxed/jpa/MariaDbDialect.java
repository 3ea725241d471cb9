package io.outboxed.jpa;

import java.util.Optional;

/** MariaDB 10.6 and later, the first with {@code skip locked}. */
final class MariaDbDialect implements Dialect {

    @Override
    public String product() {
        return "MariaDB";
    }

    @Override
    public String script() {
        return "mariadb.sql";
    }

    /** By UTC, as {@code unix_timestamp(now(3))} errs in the hour that a session's time zone repeats in autumn. */
    @Override
    public String now() {
        return "timestampdiff(microsecond, '1970-01-01', utc_timestamp(3)) div 1000";
    }

    /**
     * With {@code innodb_snapshot_isolation}, on by default from 11.6.2 on, it would fail where another node has made the lane
     * since this transaction's first query. The comment is run by versions that know the variable.
     */
    @Override
    public String insertLane() {
        return "/*M!110402 set statement innodb_snapshot_isolation = off for */ insert ignore into outbox_lane (lane) values (?1)";
    }

    @Override
    public Optional<String> looseColumns() {
        return Optional.of(
                "select upper(concat(table_name, '.', column_name)) from information_schema.columns"
                        + " where table_schema = database() and table_name in (" + Schema.tableNames() + ")"
                        + " and data_type = 'varchar' and collation_name not like '%nopad_bin' order by table_name, ordinal_position");
    }
}
