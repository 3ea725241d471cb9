/** What an application may write itself; {@code docs/formats.md} shows it. */
package io.outboxed.formats.example;
