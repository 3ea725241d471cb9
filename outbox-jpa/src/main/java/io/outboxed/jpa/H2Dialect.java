package io.outboxed.jpa;

import jakarta.persistence.EntityManager;

/** H2 2.2 and later. */
final class H2Dialect implements Dialect {
    private static final String LAST_POSITION =
            "(select max(position) from (select position from outbox_entry union all select position from outbox_parked) p)";

    private static final String IS_BEHIND = "select column_name from information_schema.columns"
            + " where table_schema = current_schema and table_name = 'OUTBOX_ENTRY' and column_name = 'POSITION'"
            + " and is_identity = 'YES' and identity_base <= " + LAST_POSITION;

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

    @Override
    public String insertKeySlot() {
        return "merge into outbox_key (slot) key (slot) values (?1)";
    }

    @Override
    public String insertId() {
        return "merge into outbox_id i using (values (cast(?1 as varchar(36)))) n (id) on i.id = n.id"
                + " when not matched then insert (id) values (n.id)";
    }

    /** The longest {@code character varying} of H2; its LOBs are slow and fragile. */
    @Override
    public int maxPayloadBytes(EntityManager em) {
        return 1_048_576;
    }

    /**
     * H2 hands out a range of numbers before it has written that the range is taken: a process that is killed at that moment
     * hands them out again in its next life (seen with 2.2.224). Entries would overtake older ones, or collide with them.
     */
    @Override
    public void catchUp(EntityManager em) {
        if (!Sql.rows(em, IS_BEHIND).isEmpty()) {
            Sql.update(em, "alter table outbox_entry alter column position restart with " + LAST_POSITION + " + 1");
        }
    }

    /** {@code create index if not exists} fails if another session creates the same index at that moment. */
    @Override
    public int attemptsToCreate() {
        return 5;
    }
}
