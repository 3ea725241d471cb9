package io.outboxed.example.probe;

import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.Stateless;

/** A database of the probe's own, so that no other application's relay sends its messages. An EJB, as Open Liberty reads it there only. */
@Stateless
@DataSourceDefinition(
        name = "java:app/jdbc/probe",
        className = "org.h2.jdbcx.JdbcDataSource",
        url = "jdbc:h2:mem:probe",
        user = "sa",
        password = "sa")
public class ProbeDatabase {}
