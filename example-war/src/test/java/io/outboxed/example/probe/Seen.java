package io.outboxed.example.probe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What came of each call. */
@ApplicationScoped
public class Seen {
    private final Map<String, Integer> attempts = new ConcurrentHashMap<>();
    private final Map<String, Integer> messages = new ConcurrentHashMap<>();

    @PersistenceContext
    private EntityManager em;

    void attempt(String id) {
        attempts.merge(id, 1, Integer::sum);
    }

    void message(String id) {
        messages.merge(id, 1, Integer::sum);
    }

    int attempts(String id) {
        return attempts.getOrDefault(id, 0);
    }

    int messages(String id) {
        return messages.getOrDefault(id, 0);
    }

    long rows(String id) {
        return em.createQuery("select count(n) from ProbeNote n where n.id = :id", Long.class)
                .setParameter("id", id)
                .getSingleResult();
    }
}
