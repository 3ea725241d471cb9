package io.outboxed.jpa;

import io.outboxed.OutboxConfigException;
import io.outboxed.spi.ActiveConfig;
import java.util.Set;
import java.util.TreeSet;

/** Decides which persistence unit holds an outbox, where the application produces no entity manager for it. */
final class ChosenUnit {

    private ChosenUnit() {}

    /**
     * The unit's name: for a further outbox the one that its settings name, else the configured one, else the only one that can be meant.
     *
     * @param units the application's
     * @throws OutboxConfigException if there is none, or if it is not clear which
     */
    static String choose(ActiveConfig config, PersistenceXml.Units units) {
        String configured = config.get().persistenceUnit();
        if (configured.isEmpty()) {
            return onlyOne(units, config.units());
        }
        if (!units.all().contains(configured)) {
            throw config.unit().isEmpty()
                    ? JpaErrors.unknownPersistenceUnit("outbox.persistence-unit is", configured, units.all())
                    : JpaErrors.unknownPersistenceUnit("outbox.units names", configured, units.all());
        }
        if (config.unit().isEmpty() && config.units().contains(configured)) {
            throw JpaErrors.mainUnitAmongOthers(configured);
        }
        return configured;
    }

    private static String onlyOne(PersistenceXml.Units units, Set<String> furtherOutboxes) {
        if (units.all().isEmpty()) {
            throw JpaErrors.noPersistenceUnit();
        }
        Set<String> mapped = without(furtherOutboxes, units.withOutbox());
        Set<String> candidates = mapped.size() == 1 ? mapped : without(furtherOutboxes, units.all());
        if (candidates.isEmpty()) {
            throw JpaErrors.mainUnitAmongOthers(units.all().iterator().next());
        }
        if (candidates.size() > 1) {
            throw JpaErrors.severalPersistenceUnits(candidates);
        }
        return candidates.iterator().next();
    }

    private static Set<String> without(Set<String> names, Set<String> all) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(names);
        return rest;
    }
}
