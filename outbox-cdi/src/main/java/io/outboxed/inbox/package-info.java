/**
 * What a consumer names to work on each message once: {@link io.outboxed.inbox.Idempotent} on a method, or {@link
 * io.outboxed.inbox.Inbox} by hand.
 */
package io.outboxed.inbox;
