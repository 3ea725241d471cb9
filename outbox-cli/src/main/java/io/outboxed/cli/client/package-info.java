/**
 * A client of outbox-console's REST API: {@link io.outboxed.cli.client.Api}. An internal part of the command line; no compatibility is promised.
 */
package io.outboxed.cli.client;
