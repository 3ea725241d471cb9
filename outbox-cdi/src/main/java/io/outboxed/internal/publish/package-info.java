/** From what the application hands over to what is stored: destination, type and key are resolved, the payload serialised. */
package io.outboxed.internal.publish;
