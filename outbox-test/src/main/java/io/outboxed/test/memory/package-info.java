/** The stores in memory: what {@link io.outboxed.spi.OutboxStore} and its companions demand, written to be read. */
package io.outboxed.test.memory;
