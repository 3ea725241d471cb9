/** Wires everything to CDI: the extension, the interceptor, the observer and the beans. */
package io.outboxed.internal.cdi;
