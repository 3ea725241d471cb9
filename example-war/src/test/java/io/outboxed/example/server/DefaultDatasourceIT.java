package io.outboxed.example.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Publishing from every kind of component into the server's own datasource, which is the shop's too. The probe's is an XA one where
 * the server looks at its class; this one is not.
 */
@Tag("probe")
class DefaultDatasourceIT {
    private static final String REFUSAL = "OUTBOX-5030";

    private static Probe probe;

    @BeforeAll
    static void deploy() throws Exception {
        probe = Probe.deploy("java:comp/DefaultDataSource");
    }

    @AfterAll
    static void undeploy() {
        if (probe != null) {
            probe.undeploy();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cdi", "ejb", "timer", "mdb", "web"})
    void aMessage_isSentIfAndOnlyIfItsTransactionCommits(String from) throws Exception {
        probe.assertSentIfAndOnlyIfCommitted(from);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ejb-cdi", "mdb-cdi"})
    void aTransactionOfCdiUnderAnEjbThatHasNone_isAtomicOrRefused(String from) throws Exception {
        String rolledBack = from + "-rolled-back-" + System.nanoTime();
        String committed = from + "-committed-" + System.nanoTime();

        probe.run(from, rolledBack, false);
        probe.run(from, committed, true);
        await().atMost(Probe.LIMIT)
                .until(() -> probe.seen(rolledBack).getBoolean("ended")
                        && probe.seen(committed).getBoolean("ended"));
        if (!isRefused(committed)) {
            probe.assertSentIfAndOnlyIfCommitted(from);
        }
        // what a refused call leaves behind would be sent before this
        probe.assertSentIfAndOnlyIfCommitted("ejb");

        assertNothingOf(rolledBack);
        if (isRefused(committed)) {
            assertThat(probe.seen(rolledBack).getString("failure")).contains(REFUSAL);
            assertNothingOf(committed);
        }
    }

    /** Not on Payara, which gives a connection of this datasource to two at once after such consumers: docs/servers/payara.md. */
    @Tag("wildfly")
    @ParameterizedTest
    @CsvSource({"natural, outbox_id", "natural, event_id", "by-ejb, outbox_id", "by-ejb, event_id"})
    void aMessageThatComesAgain_isWorkedOnOnce(String consumer, String property) throws Exception {
        probe.assertWorkedOnOnce(consumer, property);
    }

    @Tag("wildfly")
    @ParameterizedTest
    @ValueSource(strings = {"natural", "by-ejb"})
    void aMessageWhoseWorkFailed_isWorkedOnWhenItComesAgain(String consumer) throws Exception {
        probe.assertWorkedOnAgainAfterAFailure(consumer);
    }

    private static boolean isRefused(String id) throws Exception {
        return probe.seen(id).getString("failure").contains(REFUSAL);
    }

    private static void assertNothingOf(String id) throws Exception {
        JsonObject seen = probe.seen(id);
        assertThat(seen.getInt("rows")).as(seen.toString()).isZero();
        assertThat(seen.getInt("messages")).as(seen.toString()).isZero();
    }
}
