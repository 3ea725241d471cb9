package io.outboxed.harness;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** An outbox, by its tables and past its API. */
public final class OutboxTables {
    private final Database database;

    /** Where the tables are. */
    public interface Database {
        Connection connect() throws SQLException;
    }

    public OutboxTables(Database database) {
        this.database = database;
    }

    /** How many entries it holds, whatever their state. */
    public long entries() throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(
                        "select (select count(*) from outbox_entry) + (select count(*) from outbox_parked)");
                ResultSet result = statement.executeQuery()) {
            result.next();
            return result.getLong(1);
        }
    }

    /** Pauses everything, as no operation of a relay does: nobody is told. */
    public void pauseAll() throws SQLException {
        execute("insert into outbox_pause (destination, since) values ('*', 0)");
    }

    /** Ends {@link #pauseAll}. */
    public void resumeAll() throws SQLException {
        execute("delete from outbox_pause");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }
}
