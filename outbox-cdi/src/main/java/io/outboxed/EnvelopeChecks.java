package io.outboxed;

import io.outboxed.internal.Errors;
import java.util.Locale;
import java.util.Set;

/** What an envelope may hold, checked where the application says it. */
final class EnvelopeChecks {
    private static final int MAX_TEXT = 255;

    /** The words of the JMS selector language (Jakarta Messaging 3.1, §3.5.1 and §3.8.1.1). */
    private static final Set<String> RESERVED =
            Set.of("NULL", "TRUE", "FALSE", "NOT", "AND", "OR", "BETWEEN", "LIKE", "IN", "IS", "ESCAPE");

    private EnvelopeChecks() {}

    static String destination(String destination) {
        if (destination == null || destination.isBlank()) {
            throw Errors.noDestination(destination);
        }
        return text("destination", destination);
    }

    static String key(Object key) {
        return text("key", key == null ? null : key.toString());
    }

    static String text(String what, String value) {
        if (value == null || value.isBlank() || value.length() > MAX_TEXT) {
            throw Errors.badText(what, value, MAX_TEXT);
        }
        return value;
    }

    static String headerName(String name) {
        if (name == null || !isIdentifier(name) || isReserved(name)) {
            throw Errors.badHeaderName(name);
        }
        return name;
    }

    static Object headerValue(String name, Object value) {
        if (value instanceof String
                || value instanceof Boolean
                || value instanceof Byte
                || value instanceof Short
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Float
                || value instanceof Double) {
            return value;
        }
        throw Errors.badHeaderValue(name, value);
    }

    private static boolean isReserved(String name) {
        return name.startsWith("JMS")
                || name.startsWith("outbox_")
                || name.startsWith("_AMQ")
                || name.equals("content_type")
                || RESERVED.contains(name.toUpperCase(Locale.ROOT));
    }

    private static boolean isIdentifier(String name) {
        return !name.isEmpty()
                && name.length() <= MAX_TEXT
                && Character.isJavaIdentifierStart(name.charAt(0))
                && name.chars().skip(1).allMatch(Character::isJavaIdentifierPart);
    }
}
