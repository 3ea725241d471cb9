package io.outboxed.jpa;

import io.outboxed.OutboxConfigException;
import io.outboxed.StoreException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Every text of this module that a person may get to see as an error, with its code. Codes are never reused;
 * {@code docs/messages.md} has a row for each.
 */
final class JpaErrors {
    private static final String REMEDIES =
            " Give META-INF/outbox-orm.xml as a mapping-file to the one that holds the outbox, and to no other; or set outbox.persistence-unit to it; or produce its"
                    + " entity manager: @Produces @OutboxPersistenceUnit @PersistenceContext(unitName = \"…\") EntityManager em.";

    private JpaErrors() {}

    // 11xx: configuration and deployment

    static OutboxConfigException noPersistenceUnit() {
        return config(
                "OUTBOX-1101",
                "No persistence unit: the application has no META-INF/persistence.xml that names one. The outbox lives in"
                        + " the application's persistence unit; add one, or produce an entity manager qualified by"
                        + " @OutboxPersistenceUnit.",
                null);
    }

    static OutboxConfigException severalPersistenceUnits(Collection<String> names) {
        return config("OUTBOX-1102", "There are several persistence units: " + list(names) + "." + REMEDIES, null);
    }

    static OutboxConfigException unknownPersistenceUnit(String setting, String name, Collection<String> known) {
        return config(
                "OUTBOX-1103",
                setting + " '" + name
                        + "', but the application's META-INF/persistence.xml has no such unit." + " Known are: "
                        + list(known) + ".",
                null);
    }

    static OutboxConfigException ambiguousProducers() {
        return config(
                "OUTBOX-1104",
                "Several beans of type EntityManager are qualified by @OutboxPersistenceUnit. There must be at most one.",
                null);
    }

    static OutboxConfigException unreadablePersistenceXml(String where, Throwable cause) {
        return config("OUTBOX-1105", "Cannot read the names of the persistence units in " + where + ".", cause);
    }

    static OutboxConfigException notInjected(String unit) {
        return config(
                "OUTBOX-1106",
                "The server gave no entity manager for persistence unit '" + unit + "'. Produce it in the application:"
                        + " @Produces @OutboxPersistenceUnit @PersistenceContext(unitName = \"" + unit
                        + "\") EntityManager em.",
                null);
    }

    static OutboxConfigException mainUnitAmongOthers(String unit) {
        return config(
                "OUTBOX-1107",
                "outbox.units names '" + unit
                        + "', which is the persistence unit of the main outbox. It names those that have an"
                        + " outbox beside the main one: take it out, or set outbox.persistence-unit to another.",
                null);
    }

    static OutboxConfigException defaultDatasource(String unit, Collection<String> beans) {
        return config(
                "OUTBOX-1108",
                "Persistence unit '" + unit
                        + "' is on java:comp/DefaultDataSource, and message-driven beans have @Idempotent or @Outboxed: "
                        + list(beans)
                        + ". On Payara and GlassFish their transactions spoil that datasource's connection pool, and"
                        + " rows and messages are lost. Name the datasource in META-INF/persistence.xml:"
                        + " <jta-data-source>jdbc/__default</jta-data-source>; or put the annotation on a stateless EJB that the"
                        + " message-driven bean calls.",
                null);
    }

    // 50xx: the schema and the database

    static StoreException notMapped(String unit, Class<?> entity) {
        return store(
                "OUTBOX-5001",
                "Entity " + entity.getName() + " is not part of persistence unit '" + unit
                        + "'. Add <mapping-file>META-INF/outbox-orm.xml</mapping-file> to that unit in"
                        + " META-INF/persistence.xml; or, if the outbox lives in another unit, set"
                        + " outbox.persistence-unit to its name.",
                null);
    }

    static StoreException unknownProduct(String product, Collection<String> known) {
        return store(
                "OUTBOX-5002",
                "The outbox cannot be kept in database product '" + product + "'. Known are: " + list(known) + ".",
                null);
    }

    static StoreException noConnection(String provider, Throwable cause) {
        return store(
                "OUTBOX-5003",
                "The persistence provider (entity manager " + provider
                        + ") does not show its JDBC connection, by which the"
                        + " database product is recognised. Known to do so are Hibernate and EclipseLink, in an active"
                        + " transaction.",
                cause);
    }

    static StoreException tableMissing(String table, String ddl, Throwable cause) {
        return store(
                "OUTBOX-5004",
                "Table " + table + " is missing or cannot be read. Run " + ddl
                        + " from the jar outbox-jpa, by Flyway for" + " example, or set outbox.schema to create.",
                cause);
    }

    static StoreException columnsMissing(String table, List<String> columns, String ddl) {
        return store(
                "OUTBOX-5005",
                "Table " + table + " lacks the columns " + list(columns) + ". Bring it to the layout of " + ddl
                        + " in the jar outbox-jpa; outbox.schema=create adds tables, never columns.",
                null);
    }

    static StoreException cannotCreate(String ddl, Throwable cause) {
        return store(
                "OUTBOX-5006",
                "Cannot create the tables by " + ddl + ". Let a user who may do so run it, and set outbox.schema to"
                        + " validate.",
                cause);
    }

    static StoreException payloadLimitTooHigh(String product, int limit, int configured) {
        return store(
                "OUTBOX-5007",
                "outbox.payload.max-bytes is " + configured + ", but on " + product + " a payload can have at most "
                        + limit + " bytes. Set it to " + limit + " or less.",
                null);
    }

    static StoreException columnsLoose(List<String> columns, String ddl, String product) {
        return store(
                "OUTBOX-5008",
                "In the columns " + list(columns)
                        + " texts that differ only in case, or in spaces at their end, count as"
                        + " equal, so that different keys would be one. On " + product
                        + " that is so where a persistence"
                        + " provider has created the tables. Drop them, keep the provider from creating them, and run "
                        + ddl + " from the jar outbox-jpa, or set outbox.schema to create.",
                null);
    }

    static StoreException noSlots(String slot, String product) {
        return store(
                "OUTBOX-5009",
                "outbox.cdc.slot is '" + slot + "', but the database is " + product
                        + ". Change data capture in place of the relay works with PostgreSQL only. Remove the setting.",
                null);
    }

    static StoreException slotMissing(String slot) {
        return store(
                "OUTBOX-5010",
                "outbox.cdc.slot is '" + slot
                        + "', but this database has no logical replication slot of that name, so nobody"
                        + " would get what is published. Create it: select pg_create_logical_replication_slot('" + slot
                        + "', 'pgoutput').",
                null);
    }

    static StoreException slotLost(String slot) {
        return store(
                "OUTBOX-5011",
                "Replication slot '" + slot
                        + "' (outbox.cdc.slot) is lost: the database has removed the log that it needed,"
                        + " or has made it invalid. What was not read from it by then is gone. Drop the slot and create it"
                        + " anew.",
                null);
    }

    static StoreException notPublished(String slot) {
        return store(
                "OUTBOX-5012",
                "No publication has the inserts of OUTBOX_ENTRY, so replication slot '" + slot
                        + "' (outbox.cdc.slot) has none of them. Create one: create publication " + slot
                        + " for table outbox_entry with (publish = 'insert').",
                null);
    }

    static StoreException keptWithoutSlot(String slot) {
        return store(
                "OUTBOX-5013",
                "Replication slot '" + slot
                        + "' (outbox.cdc.slot) is gone or lost. Messages are stored as before, but stay in"
                        + " OUTBOX_ENTRY, from where nobody sends them. Create the slot anew, and put them into the log once more.",
                null);
    }

    static StoreException noRightToSequence(String slot) {
        return store(
                "OUTBOX-5014",
                "With outbox.cdc.slot ('" + slot
                        + "') the database user must be allowed to ask which position an entry was given. Grant it: grant usage"
                        + " on sequence outbox_entry_position_seq to the user.",
                null);
    }

    // 502x: entries

    static StoreException entriesGone(int lane, int expected, int found) {
        return store(
                "OUTBOX-5020",
                "Of " + expected + " entries in lane " + lane + " that were sent, only " + found
                        + " were there to be deleted. Something else deletes from OUTBOX_ENTRY. The transaction rolls back,"
                        + " and what is still there is sent again.",
                null);
    }

    static StoreException parkedChanged(int lane, int expected, int found) {
        return store(
                "OUTBOX-5022",
                "Of " + expected + " entries of lane " + lane + " that were made ready again, " + found
                        + " were there to be deleted from OUTBOX_PARKED. The transaction rolls back, and is tried again.",
                null);
    }

    static StoreException unreadableHeaders(String id, Throwable cause) {
        return store("OUTBOX-5023", "The headers of entry " + id + " are not what this version writes.", cause);
    }

    static StoreException unwritableHeader(String id, String name, Object value) {
        return store(
                "OUTBOX-5024",
                "Header '" + name + "' of envelope " + id + " has a value of class "
                        + (value == null ? "null" : value.getClass().getName())
                        + "; it must be a String, a Boolean or a boxed number.",
                null);
    }

    static StoreException unreadableColumn(String column, Object value, Throwable cause) {
        return store(
                "OUTBOX-5025",
                "The persistence provider gave column " + column + " of the outbox as "
                        + (value == null ? "null" : value.getClass().getName())
                        + ", which cannot be read.",
                cause);
    }

    static StoreException leftAlone(Object id, Throwable cause) {
        return store(
                "OUTBOX-5026",
                "Entry " + id + " is not what this version writes, and is left alone for a minute; later entries of its"
                        + " key wait. Let a newer version send it, or mend or delete the row in OUTBOX_PARKED.",
                cause);
    }

    // 503x: the transaction

    static StoreException notInTransaction() {
        return store(
                "OUTBOX-5030",
                "The database connection is in auto-commit although there is a transaction, so a rollback would not undo"
                        + " what is written. On Payara that is so where CDI's @Transactional, or @Outboxed or"
                        + " @Idempotent on a CDI bean, begins a transaction under an EJB or a message-driven bean that has none. Give that"
                        + " bean a transaction, or have it call an EJB with one. Nothing was stored, and the transaction"
                        + " rolls back.",
                null);
    }

    // 504x: the application's entities

    static StoreException notAnEntity(Class<?> type, String unit) {
        return store(
                "OUTBOX-5040",
                "Class " + type.getName() + " is no entity of persistence unit '" + unit + "', which holds the outbox."
                        + " Nothing was written. State and message must share the unit to share the transaction.",
                null);
    }

    private static String list(Collection<String> names) {
        return names.isEmpty() ? "(none)" : names.stream().sorted().collect(Collectors.joining(", "));
    }

    private static OutboxConfigException config(String code, String text, Throwable cause) {
        return new OutboxConfigException(code, text, cause);
    }

    private static StoreException store(String code, String text, Throwable cause) {
        return new StoreException(code, text, cause);
    }
}
