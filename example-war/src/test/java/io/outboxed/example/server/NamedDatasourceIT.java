package io.outboxed.example.server;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The server's own datasource again, without XA as in {@link DefaultDatasourceIT}, but by its name in the configuration: Payara keeps
 * connections of {@code java:comp/DefaultDataSource} for the component that has asked for them, these for the transaction.
 */
@Tag("probe")
@EnabledIfSystemProperty(named = "server", matches = "payara7?")
class NamedDatasourceIT {
    private static Probe probe;

    @BeforeAll
    static void deploy() throws Exception {
        probe = Probe.deploy("jdbc/__default");
    }

    @AfterAll
    static void undeploy() {
        if (probe != null) {
            probe.undeploy();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cdi", "ejb", "ejb-cdi", "timer", "mdb", "mdb-cdi", "web"})
    void aMessage_isSentIfAndOnlyIfItsTransactionCommits(String from) throws Exception {
        probe.assertSentIfAndOnlyIfCommitted(from);
    }

    @ParameterizedTest
    @CsvSource({"natural, outbox_id", "natural, event_id", "by-ejb, outbox_id", "by-ejb, event_id"})
    void aMessageThatComesAgain_isWorkedOnOnce(String consumer, String property) throws Exception {
        probe.assertWorkedOnOnce(consumer, property);
    }

    @ParameterizedTest
    @ValueSource(strings = {"natural", "by-ejb"})
    void aMessageWhoseWorkFailed_isWorkedOnWhenItComesAgain(String consumer) throws Exception {
        probe.assertWorkedOnAgainAfterAFailure(consumer);
    }
}
