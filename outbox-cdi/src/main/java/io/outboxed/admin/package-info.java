/**
 * What an operator's code uses: {@link io.outboxed.admin.Relay} to see how the relay is doing, and to pause it; {@link
 * io.outboxed.admin.DeadLetters} to find, redrive and discard what was given up; {@link io.outboxed.admin.Retries} to find and hurry what
 * waits for another attempt; the CDI event {@link
 * io.outboxed.admin.DeadLettered} to hear of it. Outboxed checks no permissions: let only operators reach what injects these.
 */
package io.outboxed.admin;
