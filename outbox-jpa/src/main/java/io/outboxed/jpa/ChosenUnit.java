package io.outboxed.jpa;

import io.outboxed.OutboxConfigException;
import java.util.Set;

/** Decides which persistence unit holds the outbox, where the application produces no entity manager for it. */
final class ChosenUnit {

    private ChosenUnit() {}

    /**
     * The unit's name.
     *
     * @param configured {@code outbox.persistence-unit}, empty for none
     * @param units the application's
     * @throws OutboxConfigException if there is none, or if it is not clear which
     */
    static String choose(String configured, PersistenceXml.Units units) {
        Set<String> known = units.all();
        if (!configured.isEmpty()) {
            if (!known.contains(configured)) {
                throw JpaErrors.unknownPersistenceUnit(configured, known);
            }
            return configured;
        }
        if (known.isEmpty()) {
            throw JpaErrors.noPersistenceUnit();
        }
        Set<String> candidates = units.withOutbox().size() == 1 ? units.withOutbox() : known;
        if (candidates.size() > 1) {
            throw JpaErrors.severalPersistenceUnits(known);
        }
        return candidates.iterator().next();
    }
}
