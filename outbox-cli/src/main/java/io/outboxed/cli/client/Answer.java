package io.outboxed.cli.client;

/** What came back, whole. */
record Answer(int status, String contentType, String body) {}
