package io.outboxed.harness;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A PostgreSQL, and what it knows of the nodes: their sessions bear their names. */
public final class SharedDatabase implements AutoCloseable {
    private final Path data;
    private final int port;
    private final Duration idleLimit;
    private final boolean durable;
    private volatile EmbeddedPostgres server;

    private SharedDatabase(Duration idleLimit, boolean durable) throws IOException {
        this.data = Files.createTempDirectory("shared-database");
        this.port = Ports.free();
        this.idleLimit = idleLimit;
        this.durable = durable;
        this.server = open();
    }

    /** Starts one that is empty. A session that does nothing in an open transaction for five seconds is ended. */
    public static SharedDatabase start() throws IOException {
        return start(Duration.ofSeconds(5));
    }

    /** Starts one that is empty. A session that does nothing in an open transaction for so long is ended. */
    public static SharedDatabase start(Duration idleLimit) throws IOException {
        return new SharedDatabase(idleLimit, false);
    }

    /** Starts one that is empty, and writes to the disk what it commits, as one in production does. */
    public static SharedDatabase startDurable() throws IOException {
        return new SharedDatabase(Duration.ofMinutes(2), true);
    }

    private EmbeddedPostgres open() throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                // Even without the second, what is committed outlives the end of the processes, though not that of the
                // machine.
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("fsync", durable ? "on" : "off")
                .setServerConfig("max_connections", "200")
                .setServerConfig("max_prepared_transactions", "100")
                .setServerConfig("idle_in_transaction_session_timeout", idleLimit.toSeconds() + "s")
                .start();
    }

    /** Kills it, as {@code kill -9} does to each of its processes, and starts it again on its data and port. */
    public void killAndRestart() throws IOException {
        long postmaster = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0));
        ProcessHandle process = ProcessHandle.of(postmaster).orElseThrow();
        List<ProcessHandle> all = process.descendants().toList();
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        process.onExit().join();
        all.forEach(one -> one.onExit().join());
        server.close(); // gives up its lock on the data
        Files.deleteIfExists(data.resolve("postmaster.pid"));
        server = open();
    }

    /** Stops it, as an administrator does who does not wait for sessions to end. */
    public void stop() throws IOException {
        server.close();
    }

    /** Starts it again on its data and port, after {@link #stop}. */
    public void restart() throws IOException {
        server = open();
    }

    /** Makes another, empty database. */
    public void create(String name) throws SQLException {
        execute("create database " + name);
    }

    /** Locks a table, so that whoever reads it waits until the connection that this returns is closed. */
    public Connection lock(String name, String table) throws SQLException {
        Connection connection = server.getDatabase("postgres", name).getConnection();
        connection.setAutoCommit(false);
        try (PreparedStatement statement =
                connection.prepareStatement("set idle_in_transaction_session_timeout = 0; lock table " + table)) {
            statement.execute();
        }
        return connection;
    }

    /** Whether somebody in this database waits for a lock. */
    public boolean waitsForALock(String name) throws SQLException {
        return number("select count(*) from pg_stat_activity where datname = ? and wait_event_type = 'Lock'", name) > 0;
    }

    public int port() {
        return port;
    }

    /**
     * Whether the node owns a lane and its session waits for the node's next statement. PostgreSQL keeps row locks in the rows:
     * {@code xmax} is the transaction that locked the row last, and still does so if it is the running one of a session.
     */
    public boolean isLaneOwnedBy(String node) throws SQLException {
        return number("""
                select count(*) from outbox_lane l join pg_stat_activity a on a.backend_xid = l.xmax
                where a.application_name = ? and a.state = 'idle in transaction'""", node) > 0;
    }

    /** How many orders up to this one have not been marked as shipped. */
    public long unshippedUpTo(long order) throws SQLException {
        return number("select count(*) from shop_order where status <> 'SHIPPED' and id <= ?", order);
    }

    /** How many orders there are. */
    public long orders() throws SQLException {
        return number("select count(*) from shop_order");
    }

    /** Whether a transaction of the node is prepared, and so in doubt until the node commits it or rolls it back. */
    public boolean isInDoubt(String node) throws SQLException {
        return !inDoubt(node).isEmpty();
    }

    /**
     * The transactions of the node that are in doubt, by their names in the database. Such a name is that of an XA branch, in which
     * Narayana puts the node's name behind the 28 bytes of its own id.
     */
    public Set<String> inDoubt(String node) throws SQLException {
        return names("""
                select gid from pg_prepared_xacts
                where convert_from(substring(decode(split_part(gid, '_', 2), 'base64') from 29), 'UTF8') = ?""", node);
    }

    /**
     * Ends the node's sessions, as an administrator or a restart of the database does: whoever asks next is told so (57P01). They
     * are gone when this returns, so that a frozen node has prepared nothing more in one of them when it wakes.
     */
    public void endSessions(String node) throws SQLException {
        number(
                "select count(*) filter (where not pg_terminate_backend(pid, 60000)) from pg_stat_activity where application_name = ?",
                node);
    }

    /**
     * What an operator does about transactions that a server has given up: rolls back what has been prepared for ten seconds, while recovery
     * had time for everything else. See "A lane stands still in xa mode" in docs/operations.md.
     *
     * @return how many there were
     */
    public int settleInDoubt() throws SQLException {
        Set<String> given = names("select gid from pg_prepared_xacts where prepared < now() - interval '10 s'");
        for (String gid : given) {
            execute("rollback prepared '" + gid + "'");
        }
        return given.size();
    }

    /** What is not done yet, and what the sessions do: for whoever has to find out why. */
    public String report() throws SQLException {
        StringBuilder report = new StringBuilder();
        for (String sql : List.of(
                "select id, customer, status from shop_order where status <> 'SHIPPED' order by id limit 20",
                "select lane, position, type, msg_key, attempts from outbox_entry order by lane, position limit 20",
                "select lane, position, type, msg_key, state, last_error from outbox_parked order by lane, position limit 20",
                "select * from outbox_lane order by lane",
                "select destination, order_id, message_id from delivery where order_id in"
                        + " (select id from shop_order where status <> 'SHIPPED' order by id limit 20)",
                "select gid, prepared from pg_prepared_xacts",
                "select pid, application_name, state, wait_event_type, wait_event, xact_start, pg_blocking_pids(pid), query"
                        + " from pg_stat_activity where state <> 'idle'")) {
            report.append(sql).append('\n');
            try (Connection connection = server.getPostgresDatabase().getConnection();
                    PreparedStatement statement = connection.prepareStatement(sql);
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                        report.append("  ").append(rows.getString(i));
                    }
                    report.append('\n');
                }
            }
        }
        return report.toString();
    }

    /** How many transactions are prepared, and in doubt until a node commits them or rolls them back. */
    public long inDoubt() throws SQLException {
        return number("select count(*) from pg_prepared_xacts");
    }

    /** How many sessions are within a transaction. */
    public long inTransaction() throws SQLException {
        return number("select count(*) from pg_stat_activity where state like 'idle in transaction%'");
    }

    /** How many orders have more than one shipment: what a consumer did twice. */
    public long shippedTwice() throws SQLException {
        return number("select count(*) from (select 1 from shipment group by order_id having count(*) > 1) s");
    }

    /** The outbox in it. */
    public OutboxTables outbox() {
        return new OutboxTables(() -> server.getPostgresDatabase().getConnection());
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    private Set<String> names(String sql, Object... parameters) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                PreparedStatement statement = prepare(connection, sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            Set<String> names = new HashSet<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }

    private long number(String sql, Object... parameters) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                PreparedStatement statement = prepare(connection, sql, parameters);
                ResultSet result = statement.executeQuery()) {
            result.next();
            return result.getLong(1);
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    @Override
    public void close() throws IOException {
        server.close();
        Directories.delete(data);
    }
}
