package io.outboxed.jpa;

import io.outboxed.spi.ActiveConfig;
import io.outboxed.spi.PerUnit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

/**
 * Finds the entity manager: the one that the application produces for the outbox, else the one of the configured unit, else
 * the one of the only unit there is.
 */
@PerUnit
@ApplicationScoped
class ContainerEntityManager implements EntityManagerSource {
    private final Instance<EntityManager> produced;
    private final Instance<UnitHolder> holders;
    private final PersistenceUnitExtension extension;
    private final ActiveConfig config;
    private volatile EntityManager found;
    private volatile boolean mayBeInAutoCommit;

    /** For the container's proxy. */
    ContainerEntityManager() {
        this(null, null, null, null);
    }

    @Inject
    ContainerEntityManager(
            @OutboxPersistenceUnit Instance<EntityManager> produced,
            @Any Instance<UnitHolder> holders,
            PersistenceUnitExtension extension,
            ActiveConfig config) {
        this.produced = produced;
        this.holders = holders;
        this.extension = extension;
        this.config = config;
    }

    @Override
    public EntityManager get() {
        if (found == null) {
            mayBeInAutoCommit = GlassFish.isHere();
            found = find(); // whoever comes second finds the same
        }
        return found;
    }

    /** On Payara and GlassFish. What other servers say of a connection's auto-commit is not to be relied on; Liberty's is always on. */
    @Override
    public boolean mayBeInAutoCommit() {
        return mayBeInAutoCommit;
    }

    @Override
    public String unit() {
        if (produced.isAmbiguous()) {
            throw JpaErrors.ambiguousProducers();
        }
        return produced.isUnsatisfied() ? chosen() : ofProducer();
    }

    private EntityManager find() {
        if (produced.isAmbiguous()) {
            throw JpaErrors.ambiguousProducers();
        }
        if (!produced.isUnsatisfied()) {
            return produced.get();
        }
        String unit = chosen();
        EntityManager injected =
                holders.select(new UnitNamed.Literal(unit)).get().entityManager();
        if (injected != null) {
            return injected;
        }
        // Payara and GlassFish inject only what stands in the class file, not what an extension has added.
        return extension
                .references()
                .find(unit, extension.units().all())
                .orElseThrow(() -> JpaErrors.notInjected(unit));
    }

    private String ofProducer() {
        return config.unit().isEmpty() ? "of @OutboxPersistenceUnit" : config.unit();
    }

    private String chosen() {
        return ChosenUnit.choose(config, extension.units());
    }
}
