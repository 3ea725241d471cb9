package io.outboxed.example.probe;

import java.io.Serializable;

/** What a timer is to do. */
public record Order(String id, boolean commit) implements Serializable {}
