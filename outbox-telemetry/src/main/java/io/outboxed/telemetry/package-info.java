/**
 * Metrics, traces and health of the outbox, for what the server has: OpenTelemetry, MicroProfile Metrics, MicroProfile Health. Put the jar
 * into the application; nothing of it has to be called, but {@link io.outboxed.telemetry.MessageContext} by consumers that continue a trace.
 */
package io.outboxed.telemetry;
