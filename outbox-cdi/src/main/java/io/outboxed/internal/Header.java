package io.outboxed.internal;

import java.util.Locale;
import java.util.Set;

/** What a header may be, wherever it comes from. */
public final class Header {
    private static final int MAX_NAME = 255;

    /** The words of the JMS selector language (Jakarta Messaging 3.1, §3.5.1 and §3.8.1.1). */
    private static final Set<String> RESERVED =
            Set.of("NULL", "TRUE", "FALSE", "NOT", "AND", "OR", "BETWEEN", "LIKE", "IN", "IS", "ESCAPE");

    private Header() {}

    /**
     * Returns the name.
     *
     * @throws io.outboxed.PublishException if no message can carry it (OUTBOX-2004)
     */
    public static String checkName(String name) {
        if (name == null || !isIdentifier(name) || isReserved(name)) {
            throw Errors.badHeaderName(name);
        }
        return name;
    }

    /**
     * Returns the value.
     *
     * @throws io.outboxed.PublishException if it is of a type that no message can carry (OUTBOX-2005)
     */
    public static Object checkValue(String name, Object value) {
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
                && name.length() <= MAX_NAME
                && Character.isJavaIdentifierStart(name.charAt(0))
                && name.chars().skip(1).allMatch(Character::isJavaIdentifierPart);
    }
}
