/** The outbox as seen by JMX. */
package io.outboxed.internal.jmx;
