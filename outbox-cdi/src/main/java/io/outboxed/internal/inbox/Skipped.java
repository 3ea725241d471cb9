package io.outboxed.internal.inbox;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What a method returns that was not called. */
public final class Skipped {
    private static final Map<Class<?>, Supplier<Object>> EMPTY = Map.of(
            Optional.class, Optional::empty,
            OptionalInt.class, OptionalInt::empty,
            OptionalLong.class, OptionalLong::empty,
            OptionalDouble.class, OptionalDouble::empty,
            Iterable.class, List::of,
            Collection.class, List::of,
            List.class, List::of,
            Set.class, Set::of,
            Map.class, Map::of,
            Stream.class, Stream::empty);

    private Skipped() {}

    /** Whether there is a value that says that nothing was done, and the method is at its end when it returns. */
    public static boolean isPossible(Class<?> returnType) {
        return returnType == void.class
                || !returnType.isPrimitive()
                        && !Future.class.isAssignableFrom(returnType)
                        && !CompletionStage.class.isAssignableFrom(returnType);
    }

    /** That value: an empty one where null would be a trap. */
    public static Object result(Class<?> returnType) {
        if (returnType.isArray()) {
            return Array.newInstance(returnType.getComponentType(), 0);
        }
        return EMPTY.getOrDefault(returnType, () -> null).get();
    }
}
