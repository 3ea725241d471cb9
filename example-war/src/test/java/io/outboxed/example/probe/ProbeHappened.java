package io.outboxed.example.probe;

/** The message. */
public record ProbeHappened(String id) {}
