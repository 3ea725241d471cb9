package io.outboxed.example.probe;

import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.Stateless;

/** A database of its own, that outlives the application. An EJB, as Open Liberty reads it there only. */
@Stateless
@DataSourceDefinition(
        name = FormatsDatabase.NAME,
        className = "org.h2.jdbcx.JdbcDataSource",
        url = "jdbc:h2:mem:formats;DB_CLOSE_DELAY=-1",
        user = "sa",
        password = "sa")
public class FormatsDatabase {
    /** Where it is found. */
    public static final String NAME = "java:app/jdbc/formats";
}
