/** Debezium in place of the relay. */
package io.outboxed.debezium.it;
