/** Text for terminals. An internal part of the command line; no compatibility is promised. */
package io.outboxed.cli.text;
