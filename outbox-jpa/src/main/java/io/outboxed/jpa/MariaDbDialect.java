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

    @Override
    public String now() {
        return MySqlDialect.NOW;
    }

    @Override
    public String byKey(String sql) {
        return MySqlDialect.forcingPrimaryKey(sql);
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
        return Optional.of(MySqlDialect.columnsNotCollated("%nopad_bin"));
    }
}
