/**
 * The outbox on Jakarta Persistence: its tables live in the application's own persistence unit, so that state and message
 * are one transaction. An application names {@link io.outboxed.jpa.OutboxPersistenceUnit} if it has several units, and
 * finds the DDL of its database under {@code META-INF/outboxed/ddl} in this jar.
 */
package io.outboxed.jpa;
