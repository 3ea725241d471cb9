package io.outboxed.example.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outboxed.example.probe.BeanManagedWork;
import io.outboxed.example.probe.ConsumerWithoutTransaction;
import io.outboxed.example.probe.ProbeDatabase;
import io.outboxed.example.probe.ProbeHappened;
import io.outboxed.example.probe.ProbeNote;
import io.outboxed.example.probe.Seen;
import io.outboxed.harness.Shop;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Publishing from every kind of component, commit and rollback; applications that must not deploy. */
@Tag("probe")
class ProbeIT {
    private static Probe probe;
    private static Shop shop;

    @BeforeAll
    static void deploy() throws Exception {
        probe = Probe.deploy("java:app/jdbc/probe");
        shop = Shop.open();
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

    @Test
    void outboxedOnAnEjbThatManagesItsTransactions_doesNotDeploy() throws Exception {
        assertRefused("bean-managed.war", small().withUnit("probe").with(BeanManagedWork.class), "OUTBOX-1003");
    }

    @Test
    void idempotentOnAMessageDrivenBeanWithoutATransaction_doesNotDeploy() throws Exception {
        assertRefused(
                "outside-consumer.war",
                small().withUnit("probe").with(Seen.class, ConsumerWithoutTransaction.class),
                "OUTBOX-1006");
    }

    @Test
    void twoPersistenceUnitsWithoutAChoice_doNotDeploy() throws Exception {
        assertRefused("two-units.war", small().withUnit("one").withUnit("two"), "OUTBOX-1102");
    }

    @ParameterizedTest
    @CsvSource({
        "outbox.relay.lane, 2, OUTBOX-1002",
        "outbox.jms.connection-factory, java:/jms/nowhere, OUTBOX-1008",
        "outbox.destination.probe_out, java:app/jms/nowhere, OUTBOX-1009",
        "outbox.relay.executor, java:app/concurrent/nowhere, OUTBOX-1013"
    })
    void aSettingThatIsUnknownOrLeadsNowhere_doesNotDeploy(String name, String value, String code) throws Exception {
        assertRefused(
                "refused-" + code + ".war",
                small().withUnit("probe").with(Seen.class).withSetting(name, value),
                code);
    }

    private static ProbeArchive small() {
        return new ProbeArchive().with(ProbeDatabase.class, ProbeNote.class, ProbeHappened.class);
    }

    private void assertRefused(String war, ProbeArchive archive, String code) throws IOException {
        int log = shop.logSize();
        shop.directory().deploy(archive.write(Probe.path(war)));

        await().atMost(Probe.LIMIT)
                .until(() -> shop.directory().hasFailed(war) || shop.directory().isDeployed(war));

        assertThat(shop.directory().isDeployed(war)).isFalse();
        assertThat(shop.logAfter(log)).anyMatch(line -> line.contains(code));
        shop.directory().undeploy(war);
    }
}
