package io.outboxed.jpa;

import io.outboxed.OutboxConfig;
import jakarta.persistence.EntityManager;
import java.util.List;

/** What is done once at start: check the unit and the schema, make the lanes. */
final class Preparation {
    private static final System.Logger LOG = System.getLogger("io.outboxed.jpa");

    private Preparation() {}

    /** First, because without the entities nothing else makes sense. */
    static void checkUnit(EntityManager em, String unit) {
        for (Class<?> entity : List.of(OutboxEntry.class, ParkedEntry.class, OutboxLane.class)) {
            if (!EntityClasses.isEntity(em, entity)) {
                throw JpaErrors.notMapped(unit, entity);
            }
        }
    }

    static void prepare(EntityManager em, Dialect dialect, OutboxConfig config, int lanes) {
        if (config.payloadMaxBytes() > dialect.maxPayloadBytes()) {
            throw JpaErrors.payloadLimitTooHigh(dialect.product(), dialect.maxPayloadBytes(), config.payloadMaxBytes());
        }
        dialect.beforePreparation(em);
        switch (config.schema()) {
            case CREATE -> {
                Schema.create(em, dialect);
                Schema.validate(em, dialect);
            }
            case VALIDATE -> Schema.validate(em, dialect);
            case NONE -> LOG.log(System.Logger.Level.DEBUG, "The schema is not checked: outbox.schema is none");
        }
        dialect.catchUp(em);
        makeLanes(em, dialect, lanes);
    }

    private static void makeLanes(EntityManager em, Dialect dialect, int lanes) {
        List<Integer> existing = Sql.rows(em, "select lane from outbox_lane").stream()
                .map(lane -> Columns.integer("LANE", lane))
                .toList();
        for (int lane = 0; lane < lanes; lane++) {
            if (!existing.contains(lane)) {
                Sql.update(em, dialect.insertLane(), lane);
            }
        }
    }
}
