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
     * @param known the application's units
     * @throws OutboxConfigException if there is none, or if it is not clear which
     */
    static String choose(String configured, Set<String> known) {
        if (!configured.isEmpty()) {
            if (!known.contains(configured)) {
                throw JpaErrors.unknownPersistenceUnit(configured, known);
            }
            return configured;
        }
        if (known.isEmpty()) {
            throw JpaErrors.noPersistenceUnit();
        }
        if (known.size() > 1) {
            throw JpaErrors.severalPersistenceUnits(known);
        }
        return known.iterator().next();
    }
}
