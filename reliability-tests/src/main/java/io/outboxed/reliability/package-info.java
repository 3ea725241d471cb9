/**
 * Runs the shop on several nodes under load, breaks everything it consists of, and counts. A
 * {@link io.outboxed.reliability.Series} is a run in one mode of sending, a {@link io.outboxed.reliability.Fault} what is done to
 * it, and the {@link io.outboxed.reliability.Ledger} knows what was promised and what came of it.
 */
package io.outboxed.reliability;
