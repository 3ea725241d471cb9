package io.outboxed.it.onejvm;

import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.jboss.weld.injection.spi.JpaInjectionServices;
import org.jboss.weld.injection.spi.ResourceReferenceFactory;
import org.jboss.weld.injection.spi.helpers.SimpleResourceReference;

/** Gives Weld what a server injects for {@code @PersistenceContext}. */
record ContainerResources(EntityManagerFactory unit) implements JpaInjectionServices {

    @Override
    public ResourceReferenceFactory<EntityManager> registerPersistenceContextInjectionPoint(InjectionPoint point) {
        EntityManager ofTransaction = TransactionContext.of(unit);
        return () -> new SimpleResourceReference<>(ofTransaction);
    }

    @Override
    public ResourceReferenceFactory<EntityManagerFactory> registerPersistenceUnitInjectionPoint(InjectionPoint point) {
        return () -> new SimpleResourceReference<>(unit);
    }

    @Override
    public void cleanup() {}
}
