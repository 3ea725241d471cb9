/** The shop on real servers: the tests that each build runs on some of them, and that others may be put through. */
package io.outboxed.example.server;
