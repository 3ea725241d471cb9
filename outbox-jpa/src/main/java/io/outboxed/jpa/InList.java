package io.outboxed.jpa;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Statements over a list of values, with as few round trips as possible: row by row they cost twice the time. The place of the
 * list is written {@code (:list)}, after the last other parameter.
 */
final class InList {
    /** Oracle takes no more than 1000, and it is a power of two. */
    private static final int CHUNK = 512;

    private static final String PLACE = "(:list)";

    private InList() {}

    static int update(EntityManager em, Dialect dialect, String sql, List<?> values, Object... others) {
        return sum(run(
                dialect.byKey(sql), values, others, (text, parameters) -> List.of(Sql.update(em, text, parameters))));
    }

    /** By {@link DirectSql}. */
    static int updateDirectly(EntityManager em, Dialect dialect, String sql, List<Long> values, Object... others) {
        if (dialect.takesArrays() && Jdbc.isHibernate(em.getDelegate())) {
            Object[] parameters = Arrays.copyOf(others, others.length + 1);
            parameters[others.length] = values.toArray(Long[]::new);
            return DirectSql.update(em, sql.replace("in " + PLACE, "= any(?" + parameters.length + ")"), parameters);
        }
        return sum(run(
                dialect.byKey(sql),
                values,
                others,
                (text, parameters) -> List.of(DirectSql.update(em, text, parameters))));
    }

    private static int sum(List<Integer> counts) {
        return counts.stream().mapToInt(Integer::intValue).sum();
    }

    static List<Object> rows(EntityManager em, String sql, List<?> values, Object... others) {
        return run(sql, values, others, (text, parameters) -> List.copyOf(Sql.rows(em, text, parameters)));
    }

    private static <T> List<T> run(
            String sql, List<?> values, Object[] others, BiFunction<String, Object[], List<? extends T>> statement) {
        List<T> results = new ArrayList<>();
        for (int from = 0; from < values.size(); from += CHUNK) {
            List<?> chunk = values.subList(from, Math.min(from + CHUNK, values.size()));
            List<Object> parameters = new ArrayList<>(List.of(others));
            parameters.addAll(chunk);
            // few lengths, so that provider, driver and database find the statement in their caches
            int places = powerOfTwoFrom(chunk.size());
            while (parameters.size() < others.length + places) {
                parameters.add(chunk.get(chunk.size() - 1));
            }
            results.addAll(
                    statement.apply(sql.replace(PLACE, places(others.length + 1, places)), parameters.toArray()));
        }
        return results;
    }

    private static String places(int first, int count) {
        StringBuilder places = new StringBuilder("(?").append(first);
        for (int i = 1; i < count; i++) {
            places.append(", ?").append(first + i);
        }
        return places.append(')').toString();
    }

    private static int powerOfTwoFrom(int size) {
        return size == 1 ? 1 : Integer.highestOneBit(size - 1) << 1;
    }
}
