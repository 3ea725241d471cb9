package io.outboxed.it.onejvm;

import jakarta.annotation.Resource;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import org.jboss.weld.injection.spi.JpaInjectionServices;
import org.jboss.weld.injection.spi.ResourceInjectionServices;
import org.jboss.weld.injection.spi.ResourceReferenceFactory;
import org.jboss.weld.injection.spi.helpers.SimpleResourceReference;

/** Gives Weld what a server injects for {@code @Resource} and {@code @PersistenceContext}. */
final class ContainerResources implements ResourceInjectionServices, JpaInjectionServices {
    private final Map<String, Object> resources;
    private final Persistence persistence;

    ContainerResources(Map<String, Object> resources, Persistence persistence) {
        this.resources = resources;
        this.persistence = persistence;
    }

    @Override
    public ResourceReferenceFactory<Object> registerResourceInjectionPoint(InjectionPoint point) {
        return constant(
                resources.get(point.getAnnotated().getAnnotation(Resource.class).lookup()));
    }

    @Override
    public ResourceReferenceFactory<Object> registerResourceInjectionPoint(String jndiName, String mappedName) {
        return constant(resources.get(jndiName));
    }

    @Override
    public ResourceReferenceFactory<EntityManager> registerPersistenceContextInjectionPoint(InjectionPoint point) {
        return constant(persistence.entityManager());
    }

    @Override
    public ResourceReferenceFactory<EntityManagerFactory> registerPersistenceUnitInjectionPoint(InjectionPoint point) {
        return constant(persistence.factory());
    }

    private static <T> ResourceReferenceFactory<T> constant(T value) {
        return () -> new SimpleResourceReference<>(value);
    }

    @Override
    public void cleanup() {}
}
