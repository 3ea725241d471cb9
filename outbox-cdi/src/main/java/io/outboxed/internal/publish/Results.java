package io.outboxed.internal.publish;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The messages in what an {@link io.outboxed.Outboxed} method returned.
 *
 * @param messages without nulls, in order
 * @param result what the caller is to get: the same, but for a stream, which can be read only once
 */
public record Results(List<Object> messages, Object result) {

    /** Takes a result apart. A {@code byte[]} is one message. */
    public static Results of(Object result) {
        List<Object> messages = new ArrayList<>();
        Object replaced = result;
        if (result instanceof Optional<?> optional) {
            optional.ifPresent(messages::add);
        } else if (result instanceof Collection<?> collection) {
            messages.addAll(collection);
        } else if (result instanceof Stream<?> stream) {
            stream.forEachOrdered(messages::add);
            replaced = new ArrayList<>(messages).stream();
        } else if (result instanceof Object[] || isPrimitiveArray(result)) {
            for (int i = 0; i < Array.getLength(result); i++) {
                messages.add(Array.get(result, i));
            }
        } else if (result != null) {
            messages.add(result);
        }
        messages.removeIf(message -> message == null);
        return new Results(messages, replaced);
    }

    private static boolean isPrimitiveArray(Object result) {
        return result != null && result.getClass().isArray() && !(result instanceof byte[]);
    }
}
