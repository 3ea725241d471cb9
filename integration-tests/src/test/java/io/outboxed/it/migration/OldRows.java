package io.outboxed.it.migration;

import io.outboxed.Envelope;
import io.outboxed.Outbox;
import io.outboxed.it.Account;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Moves rows of the hand-written outbox into Outboxed, and publishes behind them: the code of docs/migrating.md. */
@ApplicationScoped
public class OldRows {

    @PersistenceContext(unitName = "it")
    private EntityManager em;

    @Inject
    private Outbox outbox;

    /** Keys that have something in the old table. A timer asks, and calls {@link #move} for each. */
    @Transactional
    @SuppressWarnings("unchecked")
    public List<String> keys() {
        return em.createNativeQuery("select distinct aggregate_id from outbox where sent = false")
                .getResultList();
    }

    /** Moves what a key has in the old table, under the lock that all take who publish for it. */
    @Transactional
    public void move(String aggregate) {
        em.find(Account.class, Long.valueOf(aggregate), LockModeType.PESSIMISTIC_WRITE);
        moveRows(aggregate);
    }

    /** Publishes a message behind all that its key has in the old table. The caller has the lock. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void publish(String aggregate, String type, String payload) {
        moveRows(aggregate);
        outbox.publish(envelope(aggregate, type, payload).build());
    }

    @SuppressWarnings("unchecked")
    private void moveRows(String aggregate) {
        List<Object[]> rows = em.createNativeQuery("select id, type, payload from outbox"
                        + " where sent = false and aggregate_id = ?1 order by id")
                .setParameter(1, aggregate)
                .getResultList();
        for (Object[] row : rows) {
            outbox.publish(envelope(aggregate, (String) row[1], (String) row[2])
                    .id(idOf(row[0]))
                    .header("event_id", row[0].toString())
                    .build());
            em.createNativeQuery("update outbox set sent = true where id = ?1")
                    .setParameter(1, row[0])
                    .executeUpdate();
        }
    }

    private static Envelope.Builder envelope(String aggregate, String type, String payload) {
        return Envelope.of(payload).to("accounts").key(aggregate).type(type).contentType("application/json");
    }

    /** The same id for the same row, whoever moves it. */
    private static UUID idOf(Object row) {
        return UUID.nameUUIDFromBytes(("outbox-" + row).getBytes(StandardCharsets.UTF_8));
    }
}
