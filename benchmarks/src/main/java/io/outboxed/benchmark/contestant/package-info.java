/** Who takes part, each on an empty schema and an empty queue of servers that all share. */
package io.outboxed.benchmark.contestant;
