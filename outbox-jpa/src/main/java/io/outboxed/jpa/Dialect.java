package io.outboxed.jpa;

import jakarta.persistence.EntityManager;
import java.util.List;

/** The SQL in which database products differ; everything else is written once. Stateless. */
interface Dialect {

    /** The product's name as {@code DatabaseMetaData} gives it. */
    String product();

    /** Name of the DDL resource without its folder. */
    String script();

    /** An expression: the database's clock at this moment, in milliseconds since 1970-01-01T00:00Z, as a bigint. */
    String now();

    /** Selects {@link #now}. */
    default String selectNow() {
        return "select " + now();
    }

    /**
     * Selects {@link Columns#LANE_STATE} and the time of lane {@code ?1} and owns its row until the transaction ends; no row, at once,
     * if another transaction owns it.
     */
    default String lockLane() {
        return "select " + Columns.LANE_STATE + ", " + now()
                + " from outbox_lane where lane = ?1 for update skip locked";
    }

    /** Ends a query so that it gives at most so many rows. */
    default String limit(int rows) {
        return " fetch first " + rows + " rows only";
    }

    /** Inserts lane {@code ?1} unless another transaction has just done so. */
    String insertLane();

    /** Inserts slot {@code ?1} of OUTBOX_KEY unless another transaction has just done so. */
    String insertKeySlot();

    /** Inserts id {@code ?1} into OUTBOX_ID; no row if it is there. Waits for a transaction that inserts the same. */
    String insertId();

    /** Runs {@link #insertId}; false if the id is there. */
    default boolean remember(EntityManager em, String id) {
        return Sql.updateWithoutFlush(em, insertId(), id) == 1;
    }

    /** As {@link #limit}, but without rows that other transactions have locked, and locks the rows. */
    default String limitAndLock(int rows) {
        return limit(rows) + " for update skip locked";
    }

    /** Waits for the row of slot {@code ?1} of OUTBOX_KEY and owns it until the transaction ends. */
    default String lockKey() {
        return "select slot from outbox_key where slot = ?1 for update";
    }

    /** The largest payload in bytes. */
    default int maxPayloadBytes() {
        return Integer.MAX_VALUE;
    }

    /** How often the DDL is run before its failure counts; more than once only where a failure leaves the transaction usable. */
    default int attemptsToCreate() {
        return 1;
    }

    /** Makes sure, at start, that the next position is greater than those of all entries, where the database may forget that. */
    default void catchUp(EntityManager em) {}

    /** Statements that run before the DDL, so that two nodes do not create the same table at once. */
    default List<String> beforeCreate() {
        return List.of();
    }
}
