/**
 * Tests for applications of Outboxed, without a server: {@link io.outboxed.test.OutboxExtension} for JUnit, with or without weld-junit, and
 * {@link io.outboxed.test.TestOutbox}, which asserts, runs the relay, and breaks what a test wants to be broken.
 */
package io.outboxed.test;
