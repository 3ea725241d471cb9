package io.outboxed.it.migration;

import io.outboxed.Envelope;
import io.outboxed.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Moves rows of the hand-written outbox into Outboxed, and publishes behind them: the code of docs/migrating.md. */
@ApplicationScoped
public class OldRows {
    private static final String UNSENT = "select id, aggregate_id, type, payload from outbox where sent = false";

    @PersistenceContext(unitName = "it")
    private EntityManager em;

    @Inject
    private Outbox outbox;

    /** Moves some of what is left, oldest first, and tells how much. A timer calls it. */
    @Transactional
    public int moveSome() {
        return move(em.createNativeQuery(UNSENT + " order by id limit 20 for update"));
    }

    /** Publishes a message behind all that the key has in the old table. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void publish(String aggregate, String type, String payload) {
        move(em.createNativeQuery(UNSENT + " and aggregate_id = ?1 order by id for update")
                .setParameter(1, aggregate));
        outbox.publish(envelope(aggregate, type, payload).build());
    }

    @SuppressWarnings("unchecked")
    private int move(Query unsent) {
        List<Object[]> rows = unsent.getResultList();
        for (Object[] row : rows) {
            outbox.publish(envelope((String) row[1], (String) row[2], (String) row[3])
                    .id(idOf(row[0]))
                    .header("event_id", row[0].toString())
                    .build());
            em.createNativeQuery("update outbox set sent = true where id = ?1")
                    .setParameter(1, row[0])
                    .executeUpdate();
        }
        return rows.size();
    }

    private static Envelope.Builder envelope(String aggregate, String type, String payload) {
        return Envelope.of(payload).to("accounts").key(aggregate).type(type).contentType("application/json");
    }

    /** The same id for the same row, whoever moves it. */
    private static UUID idOf(Object row) {
        return UUID.nameUUIDFromBytes(("outbox-" + row).getBytes(StandardCharsets.UTF_8));
    }
}
