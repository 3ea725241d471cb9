/**
 * Metrics, traces and health of the outbox, for what the server has: OpenTelemetry, MicroProfile Metrics, MicroProfile Health. Put the jar
 * into the application; nothing of it has to be called, but {@link io.outboxed.telemetry.MessageContext} by consumers that continue a trace.
 *
 * <p>A bean whose API the server lacks cannot be loaded, and CDI leaves it out, with a line at level {@code INFO}.
 */
package io.outboxed.telemetry;
