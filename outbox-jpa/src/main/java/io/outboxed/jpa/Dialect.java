package io.outboxed.jpa;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

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

    /** Ends an ordered query so that it gives one row, the first one being number 1; none if there are fewer. */
    default String nth(int row) {
        return " offset " + (row - 1) + " rows fetch next 1 rows only";
    }

    /**
     * A statement that names the primary keys of all its rows, so that it reads and locks these rows and no others. Reading
     * the whole table instead may be cheaper, but makes publishers and passes wait for each other.
     */
    default String byKey(String sql) {
        return sql;
    }

    /** A table in a query that is to find its rows by an index of these, for the same reason. */
    default String byIndex(String table, String index) {
        return table;
    }

    /** Whether an array of numbers may be one parameter, {@code = any(?)}: less to prepare, send and plan than hundreds of them. */
    default boolean takesArrays() {
        return false;
    }

    /** Inserts a row; no row if its key is there. Waits for a transaction that inserts the same. */
    String insertUnlessThere(NewRow row);

    /** Inserts a row; false if its key is there. Waits for a transaction that inserts the same. */
    default boolean insertOnce(EntityManager em, NewRow row, String... key) {
        return Sql.updateWithoutFlush(em, insertUnlessThere(row), (Object[]) key) == 1;
    }

    /**
     * Lets a query give at most so many rows. Where the product can, leaves out rows that other transactions have locked, and
     * locks the others.
     */
    default String lockSome(String query, int rows) {
        return query + limit(rows) + " for update skip locked";
    }

    /** Waits for the row of slot {@code ?1} of OUTBOX_KEY and owns it until the transaction ends. */
    default String lockKey() {
        return "select slot from outbox_key where slot = ?1 for update";
    }

    /** Whether a rollback undoes what is written by a connection; without asking the database where the driver knows. */
    default boolean isInTransaction(Connection connection) throws SQLException {
        return !connection.getAutoCommit();
    }

    /** The largest payload in bytes. */
    default int maxPayloadBytes(EntityManager em) {
        return Integer.MAX_VALUE;
    }

    /** How often the DDL is run before its failure counts; more than once only where a failure leaves the transaction usable. */
    default int attemptsToCreate() {
        return 1;
    }

    /** Runs first of all at start, before any other statement of the transaction. */
    default void beforePreparation(EntityManager em) {}

    /**
     * Selects the columns of the outbox, as {@code TABLE.COLUMN}, in which texts that differ in case or in spaces at their end
     * count as equal; empty where the product has no such columns unless someone takes great pains.
     */
    default Optional<String> looseColumns() {
        return Optional.empty();
    }

    /** Makes sure, at start, that the next position is greater than those of all entries, where the database may forget that. */
    default void catchUp(EntityManager em) {}

    /** Whether change data capture by a replication slot of PostgreSQL can read what is inserted. */
    default boolean hasSlots() {
        return false;
    }

    /** Whether a statement of the DDL failed because what it creates is there, on a product without {@code if not exists}. */
    default boolean isAlreadyThere(SQLException failure) {
        return false;
    }

    /** Statements that run before the DDL, so that two nodes do not create the same table at once. */
    default List<String> beforeCreate() {
        return List.of();
    }
}
