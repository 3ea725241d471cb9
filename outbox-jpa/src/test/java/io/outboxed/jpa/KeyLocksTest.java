package io.outboxed.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** The order of the locks, which a race between two transactions shows only now and then. */
class KeyLocksTest {
    private final List<Integer> slots = new ArrayList<>();
    private final EntityManager em = recording(EntityManager.class, (method, arguments) -> recordingQuery());

    @Test
    void keys_areLockedInOneOrderWhateverTheOrderOfThePublications() {
        List<String> keys = new ArrayList<>(List.of("a", "b", "c", "d", "e", "f"));
        KeyLocks.lock(em, new H2Dialect(), keys);
        List<Integer> first = List.copyOf(slots);

        keys.sort(Comparator.reverseOrder());
        slots.clear();
        KeyLocks.lock(em, new H2Dialect(), keys);

        assertThat(first).hasSizeGreaterThan(1);
        assertThat(slots).isEqualTo(first);
    }

    private Query recordingQuery() {
        return recording(Query.class, (method, arguments) -> {
            if (method.equals("setParameter")) {
                slots.add((Integer) arguments[1]);
            }
            return method.equals("getResultList") ? List.of() : null;
        });
    }

    private static <T> T recording(Class<T> type, BiFunction<String, Object[], Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.apply(method.getName(), arguments)));
    }
}
