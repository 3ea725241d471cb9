package io.outboxed.jpa;

import io.outboxed.OutboxConfig;
import jakarta.persistence.EntityManager;
import java.util.HashSet;
import java.util.Set;

/** What is done once at start: check the unit and the schema, make the lanes. */
final class Preparation {
    private static final System.Logger LOG = System.getLogger("io.outboxed.jpa");

    private Preparation() {}

    /** First, because without the entities nothing else makes sense. */
    static void checkUnit(EntityManager em, String unit) {
        for (Class<?> entity : EntityClasses.OUTBOX) {
            if (!EntityClasses.isEntity(em, entity)) {
                throw JpaErrors.notMapped(unit, entity);
            }
        }
    }

    static void prepare(EntityManager em, Dialect dialect, OutboxConfig config, int lanes) {
        dialect.beforePreparation(em);
        int maxPayloadBytes = dialect.maxPayloadBytes(em);
        if (config.payloadMaxBytes() > maxPayloadBytes) {
            throw JpaErrors.payloadLimitTooHigh(dialect.product(), maxPayloadBytes, config.payloadMaxBytes());
        }
        switch (config.schema()) {
            case CREATE -> {
                Schema.create(em, dialect);
                Schema.validate(em, dialect);
            }
            case VALIDATE -> Schema.validate(em, dialect);
            case NONE -> LOG.log(System.Logger.Level.DEBUG, "The schema is not checked: outbox.schema is none");
        }
        dialect.catchUp(em);
        makeRows(em, dialect, "outbox_lane", "lane", lanes);
        makeRows(em, dialect, "outbox_key", "slot", KeyLocks.SLOTS);
    }

    private static void makeRows(EntityManager em, Dialect dialect, String table, String number, int count) {
        Set<Integer> existing = new HashSet<>();
        String insert = dialect.insertUnlessThere(NewRow.of(table, number));
        Sql.rows(em, "select " + number + " from " + table)
                .forEach(row -> existing.add(Columns.integer("number", row)));
        for (int row = 0; row < count; row++) {
            if (!existing.contains(row)) {
                Sql.update(em, insert, row);
            }
        }
    }
}
