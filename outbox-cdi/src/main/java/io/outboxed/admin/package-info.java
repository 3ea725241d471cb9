/** What an operator's code uses; start with {@link io.outboxed.admin.Relay}. */
package io.outboxed.admin;
