package io.outboxed.jpa;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** PostgreSQL 12 and later. */
final class PostgresDialect implements Dialect {
    private static final String NO_TRANSACTION = "25P01";

    /** Any number that no other software is likely to use. */
    private static final long CREATION_LOCK = 7_310_020_261_101L;

    private final Duration laneIdleLimit;

    PostgresDialect() {
        this(Duration.ofMinutes(2));
    }

    PostgresDialect(Duration laneIdleLimit) {
        this.laneIdleLimit = laneIdleLimit;
    }

    @Override
    public String product() {
        return "PostgreSQL";
    }

    @Override
    public String script() {
        return "postgresql.sql";
    }

    @Override
    public String now() {
        return "cast(floor(extract(epoch from clock_timestamp()) * 1000) as bigint)";
    }

    /**
     * Limits how long the session may do nothing in this transaction, if nobody else limits that: an owner that is frozen, or
     * whose machine has lost power or network, loses the lane.
     */
    @Override
    public String lockLane() {
        return Dialect.super.lockLane().replace(" from outbox_lane ", ", " + limitIdling() + " from outbox_lane ");
    }

    private String limitIdling() {
        String setting = "'idle_in_transaction_session_timeout'";
        return "case current_setting(" + setting + ") when '0' then set_config(" + setting + ", '"
                + laneIdleLimit.toMillis() + "', true) end";
    }

    /** In an XA transaction the driver tells of auto-commit from 42.7.13 on; outside of one this lock is refused. */
    @Override
    public boolean isInTransaction(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            return true;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("lock table outbox_entry in access share mode");
            return true;
        } catch (SQLException e) {
            if (NO_TRANSACTION.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public boolean hasSlots() {
        return true;
    }

    @Override
    public boolean takesArrays() {
        return true;
    }

    @Override
    public String insertUnlessThere(NewRow row) {
        return "insert into " + row.head() + " values (" + row.valueList() + ") on conflict do nothing";
    }

    /**
     * In the stricter levels {@code on conflict do nothing} fails where another node has made the lane since this transaction
     * began.
     */
    @Override
    public void beforePreparation(EntityManager em) {
        Jdbc.call(em, PostgresDialect::lowerIsolation);
    }

    private static Void lowerIsolation(Connection connection) throws SQLException {
        if (connection.getTransactionIsolation() > Connection.TRANSACTION_READ_COMMITTED) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set transaction isolation level read committed");
            }
        }
        return null;
    }

    /** {@code create table if not exists} fails in the second of two sessions that run it at once. */
    @Override
    public List<String> beforeCreate() {
        return List.of("select pg_advisory_xact_lock(" + CREATION_LOCK + ")");
    }
}
