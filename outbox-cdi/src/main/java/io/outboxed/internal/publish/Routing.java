package io.outboxed.internal.publish;

import io.outboxed.OutboxEvent;
import io.outboxed.Outboxed;

/** Destination, key property and type as an annotation says them; empty where it does not. */
public record Routing(String destination, String key, String type) {

    /** Says nothing. */
    public static final Routing NONE = new Routing("", "", "");

    /** What a method's annotation says; {@link #NONE} for null. */
    public static Routing of(Outboxed annotation) {
        return annotation == null ? NONE : new Routing(annotation.destination(), annotation.key(), annotation.type());
    }

    /** What a payload class says; {@link #NONE} if it has no annotation. */
    public static Routing of(Class<?> payload) {
        OutboxEvent annotation = payload.getAnnotation(OutboxEvent.class);
        return annotation == null ? NONE : new Routing(annotation.destination(), annotation.key(), annotation.type());
    }

    /** This one, completed by another where it says nothing. */
    public Routing or(Routing other) {
        return new Routing(first(destination, other.destination), first(key, other.key), first(type, other.type));
    }

    private static String first(String a, String b) {
        return a.isEmpty() ? b : a;
    }
}
