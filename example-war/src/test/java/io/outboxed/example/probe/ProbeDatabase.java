package io.outboxed.example.probe;

import jakarta.annotation.sql.DataSourceDefinition;

/** A database of the probe's own, so that no other application's relay sends its messages. */
@DataSourceDefinition(
        name = "java:app/jdbc/probe",
        className = "org.h2.jdbcx.JdbcDataSource",
        url = "jdbc:h2:mem:probe",
        user = "sa",
        password = "sa")
public class ProbeDatabase {}
