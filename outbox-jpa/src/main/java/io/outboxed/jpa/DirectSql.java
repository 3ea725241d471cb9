package io.outboxed.jpa;

import jakarta.persistence.EntityManager;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Runs what every pass runs, as {@link Sql} does, but past Hibernate: its native queries parse each statement again, and ask the
 * driver what every column is, each time. Other providers get the statement by {@link Sql}.
 *
 * <p>For transactions of the relay's own, as nothing is flushed before. Each parameter stands once in the statement, in the order of
 * the numbers.
 */
final class DirectSql {
    private static final Pattern NUMBER = Pattern.compile("\\?\\d+");

    private DirectSql() {}

    /** Rows of a query with several columns. */
    static List<Object[]> rows(EntityManager em, String sql, Object... parameters) {
        Object delegate = em.getDelegate();
        return Jdbc.isHibernate(delegate)
                ? HibernateJdbc.call(delegate, connection -> query(connection, sql, parameters))
                : Sql.rows(em, sql, parameters).stream()
                        .map(Object[].class::cast)
                        .collect(Collectors.toCollection(ArrayList::new));
    }

    static int update(EntityManager em, String sql, Object... parameters) {
        Object delegate = em.getDelegate();
        return Jdbc.isHibernate(delegate)
                ? HibernateJdbc.call(delegate, connection -> update(connection, sql, parameters))
                : Sql.update(em, sql, parameters);
    }

    private static List<Object[]> query(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(withoutNumbers(sql))) {
            bind(statement, parameters);
            return rows(statement);
        }
    }

    private static List<Object[]> rows(PreparedStatement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery()) {
            // pools wrap it, and check for each value whether it is still open
            ResultSet values = result.isWrapperFor(ResultSet.class) ? result.unwrap(ResultSet.class) : result;
            int columns = values.getMetaData().getColumnCount();
            List<Object[]> rows = new ArrayList<>();
            while (values.next()) {
                Object[] row = new Object[columns];
                for (int i = 0; i < columns; i++) {
                    row[i] = plain(values.getObject(i + 1));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** What can be read as long as the connection is at hand only, is read now. */
    private static Object plain(Object value) {
        if (value instanceof Clob) {
            return Columns.text("text", value);
        }
        return value instanceof Blob ? Columns.bytes("bytes", value) : value;
    }

    private static int update(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(withoutNumbers(sql))) {
            bind(statement, parameters);
            return statement.executeUpdate();
        }
    }

    private static String withoutNumbers(String sql) {
        return NUMBER.matcher(sql).replaceAll("?");
    }

    private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            if (parameters[i] instanceof Long[] numbers) {
                statement.setArray(i + 1, statement.getConnection().createArrayOf("bigint", numbers));
            } else {
                statement.setObject(i + 1, parameters[i]);
            }
        }
    }
}
