/**
 * Runs the example on a real WildFly: {@link io.outboxed.example.server.RunExample} for a person, the tests for the build.
 * {@link io.outboxed.example.server.ServerDirectory} prepares what a server reads and writes,
 * {@link io.outboxed.example.server.WildFly} is a running one.
 */
package io.outboxed.example.server;
