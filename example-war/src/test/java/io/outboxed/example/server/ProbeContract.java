package io.outboxed.example.server;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds on a datasource that takes part in every transaction: publishing from each kind of component, consuming in each form. */
@Tag("probe")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ProbeContract {
    private final String datasource;
    private Probe probe;

    ProbeContract(String datasource) {
        this.datasource = datasource;
    }

    @BeforeAll
    void deploy() throws Exception {
        probe = Probe.deploy(datasource);
    }

    @AfterAll
    void undeploy() {
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
