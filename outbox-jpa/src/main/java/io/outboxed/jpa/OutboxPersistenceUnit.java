package io.outboxed.jpa;

import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the entity manager of the persistence unit that holds the outbox, for applications with several units:
 *
 * <pre>{@code
 * @Produces @OutboxPersistenceUnit
 * @PersistenceContext(unitName = "orders")
 * private EntityManager em;
 * }</pre>
 *
 * <p>Without such a producer, {@code outbox.persistence-unit} names the unit; without both, the application's only unit is
 * taken, and several of them stop the deployment. The entity manager must be the container's, of transaction scope: one
 * instance serves all threads, each in its own JTA transaction.
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE})
public @interface OutboxPersistenceUnit {}
