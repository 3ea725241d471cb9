package io.outboxed.example.probe;

import io.outboxed.Envelope;
import io.outboxed.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Random;

/** Publishes JSON with something in it that is nobody's business. */
@ApplicationScoped
public class FormattedNotes {
    /** What is in each payload. */
    public static final String SECRET = "card 4711";

    @PersistenceContext(unitName = "formats")
    private EntityManager em;

    @Inject
    private Outbox outbox;

    /**
     * Stores a note, and publishes a message of it.
     *
     * @param noise so many characters that compress badly
     */
    @Transactional
    public String publish(String destination, String key, int noise) {
        em.persist(new ProbeNote(key));
        return outbox.publish(Envelope.of(payload(key, noise))
                .to(destination)
                .type("com.example.note.taken")
                .key(key)
                .contentType("application/json")
                .header("tenant", "acme")
                .build());
    }

    /** The same for the same arguments. */
    public static String payload(String key, int noise) {
        StringBuilder text = new StringBuilder();
        new Random(noise).ints(noise, '0', '[').forEach(letter -> text.append((char) letter));
        return "{\"secret\":\"" + SECRET + "\",\"key\":\"" + key + "\",\"noise\":\""
                + text.toString().replace('\\', '/') + "\"}";
    }
}
