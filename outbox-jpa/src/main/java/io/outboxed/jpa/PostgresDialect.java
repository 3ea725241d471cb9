package io.outboxed.jpa;

import java.util.List;

/** PostgreSQL 12 and later. */
final class PostgresDialect implements Dialect {
    /** Any number that no other software is likely to use. */
    private static final long CREATION_LOCK = 7_310_020_261_101L;

    @Override
    public String product() {
        return "PostgreSQL";
    }

    @Override
    public String script() {
        return "postgresql.sql";
    }

    @Override
    public String now() {
        return "cast(floor(extract(epoch from clock_timestamp()) * 1000) as bigint)";
    }

    @Override
    public String insertLane() {
        return "insert into outbox_lane (lane) values (?1) on conflict do nothing";
    }

    @Override
    public String insertKeySlot() {
        return "insert into outbox_key (slot) values (?1) on conflict do nothing";
    }

    @Override
    public String insertId() {
        return "insert into outbox_id (id) values (?1) on conflict do nothing";
    }

    /** {@code create table if not exists} fails in the second of two sessions that run it at once. */
    @Override
    public List<String> beforeCreate() {
        return List.of("select pg_advisory_xact_lock(" + CREATION_LOCK + ")");
    }
}
