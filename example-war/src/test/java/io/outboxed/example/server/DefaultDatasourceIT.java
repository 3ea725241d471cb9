package io.outboxed.example.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outboxed.example.probe.Consumed;
import io.outboxed.example.probe.NaturalConsumer;
import io.outboxed.example.probe.ProbeDatabase;
import io.outboxed.example.probe.ProbeNote;
import io.outboxed.example.probe.ProbeQueues;
import io.outboxed.example.probe.Seen;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Publishing from every kind of component into the server's own datasource, which is the shop's too. The probe's is an XA one where
 * the server looks at its class; this one is not.
 */
@Tag("probe")
class DefaultDatasourceIT {
    private static final String DATASOURCE = "java:comp/DefaultDataSource";
    private static final String PAYARA = "payara.*|glassfish.*";
    private static final String REFUSAL = "OUTBOX-5030";

    private static Probe probe;

    @BeforeAll
    static void deploy() throws Exception {
        probe = isPayara() ? Probe.deploy(Probe.archive(DATASOURCE)) : Probe.deploy(DATASOURCE);
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

    @ParameterizedTest
    @ValueSource(strings = {"outbox_id", "event_id"})
    void aMessageThatComesAgainToAnEjb_isWorkedOnOnce(String property) throws Exception {
        probe.assertWorkedOnOnce("by-ejb", property);
    }

    @Test
    void aMessageWhoseWorkByAnEjbFailed_isWorkedOnWhenItComesAgain() throws Exception {
        probe.assertWorkedOnAgainAfterAFailure("by-ejb");
    }

    /** Payara's pool is upset by it: docs/servers/payara.md. {@link NamedDatasourceIT} does it there. */
    @EnabledIfSystemProperty(named = "server", matches = PAYARA)
    @Test
    void idempotentOnTheMessageDrivenBean_doesNotDeployOnPayara() throws Exception {
        ProbeArchive small = new ProbeArchive()
                .withUnit("probe", DATASOURCE)
                .with(ProbeDatabase.class, ProbeNote.class, ProbeQueues.class, Consumed.class, Seen.class)
                .with(NaturalConsumer.class);

        Probe.assertRefused("natural.war", small, "OUTBOX-1108");
    }

    @DisabledIfSystemProperty(named = "server", matches = PAYARA)
    @ParameterizedTest
    @ValueSource(strings = {"outbox_id", "event_id"})
    void aMessageThatComesAgainToTheMessageDrivenBean_isWorkedOnOnce(String property) throws Exception {
        probe.assertWorkedOnOnce("natural", property);
    }

    @DisabledIfSystemProperty(named = "server", matches = PAYARA)
    @Test
    void aMessageWhoseWorkByTheMessageDrivenBeanFailed_isWorkedOnWhenItComesAgain() throws Exception {
        probe.assertWorkedOnAgainAfterAFailure("natural");
    }

    private static boolean isPayara() {
        return System.getProperty("server").matches(PAYARA);
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
