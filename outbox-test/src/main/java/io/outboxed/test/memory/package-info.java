/** The stores in memory: what {@link io.outboxed.spi.OutboxStore} and its companions demand, written to be read. No compatibility is promised. */
package io.outboxed.test.memory;
