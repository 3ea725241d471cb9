/**
 * The command line of Outboxed: {@link io.outboxed.cli.Main}. What it promises are its commands, options, exit codes and JSON, as docs/cli.md
 * tells; its classes promise no compatibility.
 */
package io.outboxed.cli;
