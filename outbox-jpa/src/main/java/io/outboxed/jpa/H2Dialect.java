package io.outboxed.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** H2 2.2 and later. */
final class H2Dialect implements Dialect {
    private static final String UNIQUE_VIOLATION = "23505";

    private static final String LAST_POSITION =
            "(select max(position) from (select position from outbox_entry union all select position from outbox_parked) p)";

    private static final String IS_BEHIND = "select column_name from information_schema.columns"
            + " where table_schema = current_schema and table_name = 'OUTBOX_ENTRY' and column_name = 'POSITION'"
            + " and is_identity = 'YES' and identity_base <= " + LAST_POSITION;

    @Override
    public String product() {
        return "H2";
    }

    @Override
    public String script() {
        return "h2.sql";
    }

    @Override
    public String now() {
        return "cast(floor(extract(epoch from current_timestamp) * 1000) as bigint)";
    }

    /** H2 runs a MERGE again that met a concurrent one. What is there already is written once more. */
    @Override
    public String insertUnlessThere(NewRow row) {
        return "merge into " + row.head() + " key (" + String.join(", ", row.key()) + ") values (" + row.valueList()
                + ")";
    }

    /**
     * By JDBC, because a provider takes a failed insert for the end of its transaction, and H2 has no insert that gives no row: a
     * {@code merge using} that waited for another transaction fails all the same (seen with 2.2.224).
     */
    @Override
    public boolean insertOnce(EntityManager em, NewRow row, String... key) {
        return Jdbc.call(em, connection -> insertOnce(connection, row, key));
    }

    private static boolean insertOnce(Connection connection, NewRow row, String... key) {
        String sql = "insert into " + row.head() + " values (" + row.valueList() + ")";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int i = 0; i < key.length; i++) {
                insert.setString(i + 1, key[i]);
            }
            insert.executeUpdate();
            return true;
        } catch (SQLException e) {
            if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                return false;
            }
            throw new PersistenceException(e);
        }
    }

    /** The longest {@code character varying} of H2; its LOBs are slow and fragile. */
    @Override
    public int maxPayloadBytes(EntityManager em) {
        return 1_048_576;
    }

    /**
     * H2 hands out a range of numbers before it has written that the range is taken: a process that is killed at that moment
     * hands them out again in its next life (seen with 2.2.224). Entries would overtake older ones, or collide with them.
     */
    @Override
    public void catchUp(EntityManager em) {
        if (!Sql.rows(em, IS_BEHIND).isEmpty()) {
            Sql.update(em, "alter table outbox_entry alter column position restart with " + LAST_POSITION + " + 1");
        }
    }

    /** {@code create index if not exists} fails if another session creates the same index at that moment. */
    @Override
    public int attemptsToCreate() {
        return 5;
    }
}
