/**
 * Forms in which messages are stored and sent: CloudEvents, JSON by Jackson, compressed, encrypted, or with a large payload kept elsewhere.
 * Nothing here does anything until a setting or a bean asks for it; begin with {@code docs/formats.md}.
 */
package io.outboxed.formats;
