/**
 * For Debezium as the relay: {@link io.outboxed.debezium.OutboxMessage}, a transform that follows the outbox event router.
 */
package io.outboxed.debezium;
