package io.outboxed.jpa;

import io.outboxed.OutboxConfig;
import io.outboxed.OutboxConfigException;
import io.outboxed.spi.ActiveConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.AfterTypeDiscovery;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.persistence.EntityManager;
import java.util.Set;

/**
 * Registers a {@link UnitHolder} per persistence unit of the application, so that the choice among them can wait for the
 * settings; says at deployment if no choice is possible.
 */
public class PersistenceUnitExtension implements Extension {
    private Set<String> units = Set.of();
    private OutboxConfigException unreadable;

    /** For the container. */
    public PersistenceUnitExtension() {}

    void registerHolders(@Observes AfterTypeDiscovery event) {
        try {
            units = PersistenceXml.unitNames(Thread.currentThread().getContextClassLoader());
        } catch (OutboxConfigException e) {
            unreadable = e;
            return;
        }
        for (String unit : units) {
            event.addAnnotatedType(UnitHolder.class, UnitHolder.class.getName() + "#" + unit)
                    .add(ApplicationScoped.Literal.INSTANCE)
                    .add(new UnitNamed.Literal(unit))
                    .filterFields(field -> field.getJavaMember().getType() == EntityManager.class)
                    .forEach(field -> field.add(new PersistenceContextLiteral(unit)));
        }
    }

    void reportProblems(@Observes AfterDeploymentValidation event, BeanManager beans) {
        Set<Bean<?>> produced = beans.getBeans(EntityManager.class, OutboxUnitLiteral.INSTANCE);
        if (!produced.isEmpty()) {
            if (produced.size() > 1) {
                event.addDeploymentProblem(JpaErrors.ambiguousProducers());
            }
            return;
        }
        if (unreadable != null) {
            event.addDeploymentProblem(unreadable);
            return;
        }
        String configured;
        try {
            configured = configuredUnit(beans);
        } catch (RuntimeException e) {
            return; // the settings cannot be read, which outbox-cdi's extension reports
        }
        try {
            ChosenUnit.choose(configured, units);
        } catch (OutboxConfigException e) {
            event.addDeploymentProblem(e);
        }
    }

    /** The units found, by name. */
    Set<String> units() {
        return units;
    }

    private static String configuredUnit(BeanManager beans) {
        Bean<?> bean = beans.resolve(beans.getBeans(ActiveConfig.class));
        ActiveConfig active =
                (ActiveConfig) beans.getReference(bean, ActiveConfig.class, beans.createCreationalContext(bean));
        OutboxConfig config = active.get();
        return config.persistenceUnit();
    }
}
