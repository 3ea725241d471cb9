package io.outboxed.jpa;

import jakarta.persistence.EntityManager;

/**
 * Holds the entity manager of one persistence unit. {@link PersistenceUnitExtension} registers this class once per unit and
 * puts {@code @PersistenceContext} with the unit's name on the field; without a name it would break applications with
 * several units.
 */
class UnitHolder {
    EntityManager entityManager;

    EntityManager entityManager() {
        return entityManager;
    }
}
