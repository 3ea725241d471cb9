package io.outboxed.jpa;

import io.outboxed.OutboxConfig;
import io.outboxed.spi.ActiveConfig;
import io.outboxed.spi.SealedEnvelope;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Leaves entries to change data capture, which reads them from the database's log: they are deleted in the transaction that
 * inserts them. The log has the insert all the same, and a table that is always empty needs nobody who clears it.
 *
 * <p>Only as long as the replication slot is there, without which the database does not keep its log. Otherwise they stay in the table.
 */
final class Capture {
    private static final System.Logger LOG = System.getLogger("io.outboxed.jpa");

    /** As a text, because providers do not agree on booleans in a list of columns. */
    private static final String SLOT = "select plugin, coalesce(wal_status, 'lost') from pg_replication_slots"
            + " where slot_name = ?1 and slot_type = 'logical' and database = current_database()";

    private static final String PUBLICATIONS = "select count(*) from pg_publication p join pg_publication_tables t"
            + " on t.pubname = p.pubname where p.pubinsert and to_regclass(quote_ident(t.schemaname) || '.' ||"
            + " quote_ident(t.tablename)) = to_regclass('outbox_entry')";

    private static final String RIGHT = "select case when has_sequence_privilege("
            + "pg_get_serial_sequence('outbox_entry', 'position'), 'USAGE, SELECT') then 1 else 0 end";

    /** No more columns than these, so that PostgreSQL leaves out the view's join. */
    private static final String IF_KEPT =
            " and exists (select 1 from pg_replication_slots where slot_name = ?2 and wal_status <> 'lost')";

    private static final String SEQUENCE = "select quote_literal(pg_get_serial_sequence('outbox_entry', 'position'))";

    private static final String DELETE_SOME =
            "delete from outbox_entry where lane = ?1" + IF_KEPT + " and id in (:list)";

    private final ActiveConfig config;
    private volatile String deleteLast;
    private final AtomicBoolean keeps = new AtomicBoolean();

    Capture(ActiveConfig config) {
        this.config = config;
    }

    boolean isOn() {
        return !slot().isEmpty();
    }

    private String slot() {
        return config.get().cdcSlot();
    }

    /** Refuses a start that would lose messages, or keep all of them for nobody. */
    void check(EntityManager em, Dialect dialect) {
        if (!isOn()) {
            return;
        }
        if (!dialect.hasSlots()) {
            throw JpaErrors.noSlots(slot(), dialect.product());
        }
        List<?> slots = Sql.rows(em, SLOT, slot());
        if (slots.isEmpty()) {
            throw JpaErrors.slotMissing(slot());
        }
        Object[] row = (Object[]) slots.get(0);
        if (Columns.text("wal_status", row[1]).equals("lost")) {
            throw JpaErrors.slotLost(slot());
        }
        if (Columns.text("plugin", row[0]).equals("pgoutput")
                && Columns.number("count", Sql.rows(em, PUBLICATIONS).get(0)) == 0) {
            throw JpaErrors.notPublished(slot());
        }
        if (Columns.integer("right", Sql.rows(em, RIGHT).get(0)) == 0) {
            throw JpaErrors.noRightToSequence(slot());
        }
    }

    /** The entry that this session has just inserted; its id counts as delivered, if the caller gave it. */
    void leave(EntityManager em, Dialect dialect, int lane, SealedEnvelope envelope) {
        boolean isDeleted = Sql.updateWithoutFlush(em, deleteLast(em), lane, slot()) == 1;
        tell(!isDeleted);
        if (isDeleted && envelope.idClaimed()) {
            forget(em, dialect, envelope.id());
        }
    }

    /**
     * With the name of the sequence, which takes longer to find than the row; and in a subquery, as the index is not used for the value of a
     * function that may change from row to row.
     */
    String deleteLast(EntityManager em) {
        if (deleteLast == null) {
            String sequence = Columns.text("sequence", Sql.rows(em, SEQUENCE).get(0));
            deleteLast = "delete from outbox_entry where lane = ?1 and position = (select currval(" + sequence + "))"
                    + IF_KEPT;
        }
        return deleteLast;
    }

    private void forget(EntityManager em, Dialect dialect, String id) {
        OutboxConfig settings = config.get();
        if (settings.retention().isZero()) {
            Sql.updateWithoutFlush(em, "delete from outbox_id where id = ?1", id);
        } else {
            Sql.updateWithoutFlush(
                    em,
                    "update outbox_id set forget = " + dialect.now() + " + ?2 where id = ?1",
                    id,
                    settings.retention().toMillis());
        }
    }

    /** Entries that an operator has made ready again. */
    void leave(EntityManager em, Dialect dialect, int lane, List<String> ids) {
        if (isOn() && !ids.isEmpty()) {
            tell(InList.update(em, dialect, DELETE_SOME, ids, lane, slot()) < ids.size());
        }
    }

    private void tell(boolean kept) {
        if (keeps.get() != kept && keeps.compareAndSet(!kept, kept) && kept) { // told once, until the slot is back
            LOG.log(
                    System.Logger.Level.WARNING,
                    JpaErrors.keptWithoutSlot(slot()).getMessage());
        }
    }
}
