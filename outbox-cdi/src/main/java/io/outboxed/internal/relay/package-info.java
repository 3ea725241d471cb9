/**
 * The relay's decisions and its pass, without any container type. Start with {@link io.outboxed.internal.relay.Pass}.
 */
package io.outboxed.internal.relay;
