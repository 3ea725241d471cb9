package io.outboxed.jpa;

import io.outboxed.spi.EntityOperations;
import io.outboxed.spi.PerUnit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Objects;

/** Changes the application's entities by the entity manager that also stores the entries. */
@PerUnit
@ApplicationScoped
class JpaEntityOperations implements EntityOperations {
    private final EntityManagerSource source;

    /** For the container's proxy. */
    JpaEntityOperations() {
        this(null);
    }

    @Inject
    JpaEntityOperations(EntityManagerSource source) {
        this.source = source;
    }

    @Override
    public void persist(Object entity) {
        checked(entity).persist(entity);
    }

    @Override
    public <E> E merge(E entity) {
        return checked(entity).merge(entity);
    }

    @Override
    public void remove(Object entity) {
        EntityManager em = checked(entity);
        em.remove(em.contains(entity) ? entity : em.merge(entity));
    }

    private EntityManager checked(Object entity) {
        Objects.requireNonNull(entity, "entity");
        EntityManager em = source.get();
        if (!EntityClasses.isEntity(em, entity.getClass())) {
            throw JpaErrors.notAnEntity(entity.getClass(), source.unit());
        }
        return em;
    }
}
