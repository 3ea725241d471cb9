/** How Outboxed works inside; no compatibility is promised for anything below this package. */
package io.outboxed.internal;
