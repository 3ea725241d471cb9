/** The current transaction, and what is to happen after its commit. */
package io.outboxed.internal.jta;
