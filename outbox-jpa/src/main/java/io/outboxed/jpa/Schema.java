package io.outboxed.jpa;

import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Creates or checks the tables at start, by JDBC: only that tells which column is missing. */
final class Schema {
    private static final String FOLDER = "META-INF/outboxed/ddl/1/";

    /** A table and its columns, separated by commas. */
    record Table(String name, String columns) {
        List<String> columnNames() {
            return List.of(columns.toUpperCase(Locale.ROOT).split(", *"));
        }
    }

    /** What this version uses. */
    static final List<Table> TABLES = List.of(
            new Table("OUTBOX_ENTRY", Columns.ENTRY),
            new Table("OUTBOX_PARKED", Columns.PARKED),
            new Table("OUTBOX_LANE", Columns.LANE),
            new Table("OUTBOX_ID", "id, forget"),
            new Table("OUTBOX_KEY", "slot"),
            new Table("OUTBOX_PAUSE", "destination, since"),
            new Table("OUTBOX_INBOX", "consumer, message_id, received"));

    private Schema() {}

    /** Runs the DDL of this jar, which leaves alone what is there. */
    static void create(EntityManager em, Dialect dialect) {
        List<String> statements = new ArrayList<>(dialect.beforeCreate());
        statements.addAll(statements(dialect));
        SQLException failure = null;
        for (int attempt = 0; attempt < dialect.attemptsToCreate(); attempt++) {
            failure = Jdbc.call(em, connection -> failureOf(connection, dialect, statements));
            if (failure == null) {
                return;
            }
        }
        throw JpaErrors.cannotCreate(FOLDER + dialect.script(), failure);
    }

    private static SQLException failureOf(Connection connection, Dialect dialect, List<String> statements) {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                try {
                    statement.execute(sql);
                } catch (SQLException e) {
                    if (!dialect.isAlreadyThere(e)) {
                        return e;
                    }
                }
            }
            return null;
        } catch (SQLException e) {
            return e;
        }
    }

    /** Checks that every table has the columns that this version uses. */
    static void validate(EntityManager em, Dialect dialect) {
        for (Table table : TABLES) {
            validate(em, table, FOLDER + dialect.script());
        }
        checkComparison(em, dialect);
    }

    /** The tables' names as SQL texts, for a query of the database's catalogue. */
    static String tableNames() {
        return TABLES.stream()
                .map(table -> "'" + table.name().toLowerCase(Locale.ROOT) + "'")
                .collect(Collectors.joining(", "));
    }

    private static void checkComparison(EntityManager em, Dialect dialect) {
        List<String> loose = dialect.looseColumns().stream()
                .flatMap(sql -> Sql.rows(em, sql).stream())
                .map(String::valueOf)
                .toList();
        if (!loose.isEmpty()) {
            throw JpaErrors.columnsLoose(loose, FOLDER + dialect.script(), dialect.product());
        }
    }

    private static void validate(EntityManager em, Table table, String ddl) {
        List<String> missing = new ArrayList<>(table.columnNames());
        SQLException failure = Jdbc.call(em, connection -> {
            try {
                missing.removeAll(columnsOf(connection, table.name()));
                return null;
            } catch (SQLException e) {
                return e;
            }
        });
        if (failure != null) {
            throw JpaErrors.tableMissing(table.name(), ddl, failure);
        }
        if (!missing.isEmpty()) {
            throw JpaErrors.columnsMissing(table.name(), missing, ddl);
        }
    }

    private static List<String> columnsOf(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet none =
                        statement.executeQuery("select * from " + table.toLowerCase(Locale.ROOT) + " where 1 = 0")) {
            ResultSetMetaData shape = none.getMetaData();
            List<String> columns = new ArrayList<>();
            for (int i = 1; i <= shape.getColumnCount(); i++) {
                columns.add(shape.getColumnName(i).toUpperCase(Locale.ROOT));
            }
            return columns;
        }
    }

    /** The statements of a script; its comments are whole lines, and no text in it holds a semicolon. */
    static List<String> statements(Dialect dialect) {
        try (InputStream script = Schema.class.getClassLoader().getResourceAsStream(FOLDER + dialect.script())) {
            String sql = new String(script.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.strip().startsWith("--"))
                    .collect(Collectors.joining("\n"));
            return Arrays.stream(sql.split(";"))
                    .map(String::strip)
                    .filter(statement -> !statement.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
