package io.outboxed.example.probe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What came of each call. */
@ApplicationScoped
public class Seen {
    private final Map<String, Integer> attempts = new ConcurrentHashMap<>();
    private final Map<String, Integer> messages = new ConcurrentHashMap<>();
    private final Map<String, String> failures = new ConcurrentHashMap<>();
    private final Set<String> ended = ConcurrentHashMap.newKeySet();

    @PersistenceContext
    private EntityManager em;

    void attempt(String id) {
        attempts.merge(id, 1, Integer::sum);
    }

    void message(String id) {
        messages.merge(id, 1, Integer::sum);
    }

    /** Makes a call, and keeps what it fails with. */
    void callOf(String id, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            failures.put(id, chain(e));
        }
        ended.add(id);
    }

    private static String chain(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .map(Throwable::toString)
                .collect(Collectors.joining("; "));
    }

    boolean ended(String id) {
        return ended.contains(id);
    }

    String failure(String id) {
        return failures.getOrDefault(id, "");
    }

    int attempts(String id) {
        return attempts.getOrDefault(id, 0);
    }

    int messages(String id) {
        return messages.getOrDefault(id, 0);
    }

    /** Those of all attempts. */
    long rowsOf(String id) {
        return em.createQuery("select count(n) from ProbeNote n where n.id like :attempts", Long.class)
                .setParameter("attempts", id + "#%")
                .getSingleResult();
    }

    long rows(String id) {
        return em.createQuery("select count(n) from ProbeNote n where n.id = :id", Long.class)
                .setParameter("id", id)
                .getSingleResult();
    }
}
