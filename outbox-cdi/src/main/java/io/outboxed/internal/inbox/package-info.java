/** How a consumer's method and its message are recognised. No compatibility is promised. */
package io.outboxed.internal.inbox;
