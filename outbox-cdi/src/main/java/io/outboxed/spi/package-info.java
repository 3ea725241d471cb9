/**
 * What an extender implements: {@link io.outboxed.spi.PayloadSerializer} for other formats, {@link io.outboxed.spi.Sender}
 * for other transports, {@link io.outboxed.spi.OutboxStore} and {@link io.outboxed.spi.FailedEntryStore} for other stores. Implementations are CDI beans.
 */
package io.outboxed.spi;
