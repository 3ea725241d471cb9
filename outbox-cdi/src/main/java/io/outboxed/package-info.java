/**
 * What an application names: publish with {@link io.outboxed.Outboxed} on a bean method, with {@link io.outboxed.Outbox}
 * by hand, or by firing a CDI event whose class carries {@link io.outboxed.OutboxEvent}.
 */
package io.outboxed;
