/**
 * Runs the example shop on real servers, for a person and for tests: {@link io.outboxed.harness.RunExample} one in the foreground,
 * {@link io.outboxed.harness.Shop} one that a test drives, {@link io.outboxed.harness.Nodes} several that share a database and a
 * broker. A {@link io.outboxed.harness.ServerDirectory} is what one server reads and writes, a
 * {@link io.outboxed.harness.RunningServer} its process.
 */
package io.outboxed.harness;
