/** From entries to JMS messages, and sending them. The only package that names JMS. */
package io.outboxed.internal.jms;
