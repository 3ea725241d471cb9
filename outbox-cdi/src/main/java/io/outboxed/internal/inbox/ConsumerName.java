package io.outboxed.internal.inbox;

import io.outboxed.inbox.Idempotent;
import io.outboxed.internal.InboxErrors;
import java.lang.reflect.Method;

/** Names and ids as they are stored. */
public final class ConsumerName {
    private static final int MAX_CONSUMER = 100;
    private static final int MAX_ID = 255;

    private ConsumerName() {}

    /** What the annotation says, which may be null, else the name that the method has by default. */
    public static String of(Idempotent annotation, Class<?> bean, Method method) {
        return isGiven(annotation) ? annotation.consumer() : byDefault(bean, method);
    }

    /** Whether the annotation says one. */
    public static boolean isGiven(Idempotent annotation) {
        return annotation != null && !annotation.consumer().isEmpty();
    }

    private static String byDefault(Class<?> bean, Method method) {
        Class<?> type = bean;
        while (type.getName().contains("$$") && type.getSuperclass() != Object.class) { // a container's proxy
            type = type.getSuperclass();
        }
        return type.getSimpleName() + "." + method.getName();
    }

    /**
     * Checks that both can be stored as they are.
     *
     * @throws io.outboxed.InboxException if one cannot
     */
    public static void check(String consumer, String messageId) {
        check("consumer's name", consumer, MAX_CONSUMER);
        check("message id", messageId, MAX_ID);
    }

    /** Checks the name alone, as {@link #check(String, String)}. */
    public static void check(String consumer) {
        check("consumer's name", consumer, MAX_CONSUMER);
    }

    private static void check(String what, String text, int max) {
        if (text.isBlank() || text.length() > max || !isStorable(text)) {
            throw InboxErrors.badText(what, text, max);
        }
    }

    private static boolean isStorable(String text) {
        return text.codePoints().allMatch(c -> c != 0 && Character.getType(c) != Character.SURROGATE);
    }
}
