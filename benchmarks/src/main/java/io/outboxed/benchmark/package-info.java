/**
 * Measures Outboxed side by side with its yardstick, plain JDBC and JMS: {@link io.outboxed.benchmark.BenchmarkRun}. Not published.
 *
 * <p>A {@link io.outboxed.benchmark.contestant.Contestant} places orders and relays their messages; a {@link io.outboxed.benchmark.Phase} times
 * it and then checks that every message arrived once.
 */
package io.outboxed.benchmark;
