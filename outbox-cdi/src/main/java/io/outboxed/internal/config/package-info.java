/** Reads {@link io.outboxed.OutboxConfig} from texts. No compatibility is promised. */
package io.outboxed.internal.config;
