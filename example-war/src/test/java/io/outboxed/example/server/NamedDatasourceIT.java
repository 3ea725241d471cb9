package io.outboxed.example.server;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The server's own datasource again, without XA as in {@link DefaultDatasourceIT}, but by its name in the configuration: Payara keeps
 * connections of {@code java:comp/DefaultDataSource} for the component that has asked for them, these for the transaction.
 */
@EnabledIfSystemProperty(named = "server", matches = "payara7?")
class NamedDatasourceIT extends ProbeContract {
    NamedDatasourceIT() {
        super("jdbc/__default");
    }
}
