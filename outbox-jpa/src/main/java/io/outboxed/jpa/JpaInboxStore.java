package io.outboxed.jpa;

import io.outboxed.spi.InboxStore;
import io.outboxed.spi.PerUnit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The inbox in the application's database, by its own persistence unit, in OUTBOX_INBOX. {@link JpaOutboxStore} makes the table
 * ready.
 */
@PerUnit
@ApplicationScoped
class JpaInboxStore implements InboxStore {
    private static final NewRow ROW = NewRow.of("outbox_inbox", "consumer", "message_id");

    private final EntityManagerSource source;
    private volatile Dialect dialect;

    /** For the container's proxy. */
    JpaInboxStore() {
        this(null);
    }

    @Inject
    JpaInboxStore(EntityManagerSource source) {
        this.source = source;
    }

    @Override
    public boolean remember(String consumer, String messageId) {
        EntityManager em = joined();
        return dialect(em).insertOnce(em, ROW.with("received", dialect(em).now()), consumer, messageId);
    }

    @Override
    public boolean forget(String consumer, String messageId) {
        EntityManager em = joined();
        return Sql.updateWithoutFlush(
                        em, "delete from outbox_inbox where consumer = ?1 and message_id = ?2", consumer, messageId)
                == 1;
    }

    /**
     * Finds rows by their time and deletes them by the first column of the primary key. New rows lie behind both; only on MariaDB and
     * MySQL in repeatable read, and only if there is nothing younger, a new one waits for the end of the step.
     */
    @Override
    public int purge(Duration retention, int max) {
        EntityManager em = source.get();
        List<?> old = Sql.rows(
                em,
                dialect(em)
                        .lockSome(
                                "select consumer, message_id from "
                                        + dialect(em).byIndex("outbox_inbox", "outbox_inbox_received")
                                        + " where received <= "
                                        + dialect(em).now() + " - ?1 order by received",
                                max),
                retention.toMillis());
        Map<String, List<String>> byConsumer = new TreeMap<>();
        for (Object row : old) {
            Object[] columns = (Object[]) row;
            byConsumer
                    .computeIfAbsent(Columns.text("CONSUMER", columns[0]), consumer -> new ArrayList<>())
                    .add(Columns.text("MESSAGE_ID", columns[1]));
        }
        int deleted = 0;
        for (Map.Entry<String, List<String>> each : byConsumer.entrySet()) {
            deleted += InList.update(
                    em,
                    dialect(em),
                    "delete from outbox_inbox where consumer = ?1 and message_id in (:list)",
                    each.getValue(),
                    each.getKey());
        }
        return deleted;
    }

    /** Refuses a connection in auto-commit: a mark without its work would lose the message. */
    private EntityManager joined() {
        EntityManager em = source.get();
        AutoCommit.refuse(source, em, dialect(em));
        return em;
    }

    private Dialect dialect(EntityManager em) {
        if (dialect == null) {
            dialect = Dialects.of(em);
        }
        return dialect;
    }
}
