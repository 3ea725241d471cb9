package io.outboxed.jpa;

/** H2 2.2 and later. */
final class H2Dialect implements Dialect {

    @Override
    public String product() {
        return "H2";
    }

    @Override
    public String script() {
        return "h2.sql";
    }

    @Override
    public String now() {
        return "cast(floor(extract(epoch from current_timestamp) * 1000) as bigint)";
    }

    /** H2 runs a MERGE again that met a concurrent one. */
    @Override
    public String insertLane() {
        return "merge into outbox_lane (lane) key (lane) values (?1)";
    }

    /** The longest {@code character varying} of H2; its LOBs are slow and fragile. */
    @Override
    public int maxPayloadBytes() {
        return 1_048_576;
    }

    /** {@code create index if not exists} fails if another session creates the same index at that moment. */
    @Override
    public int attemptsToCreate() {
        return 5;
    }
}
