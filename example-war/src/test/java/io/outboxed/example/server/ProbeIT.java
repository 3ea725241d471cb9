package io.outboxed.example.server;

import io.outboxed.example.probe.BeanManagedWork;
import io.outboxed.example.probe.ConsumerWithoutTransaction;
import io.outboxed.example.probe.ProbeDatabase;
import io.outboxed.example.probe.ProbeHappened;
import io.outboxed.example.probe.ProbeNote;
import io.outboxed.example.probe.Seen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On a datasource of the application's own, by XA; and applications that must not deploy. */
class ProbeIT extends ProbeContract {
    ProbeIT() {
        super("java:app/jdbc/probe");
    }

    @Test
    void outboxedOnAnEjbThatManagesItsTransactions_doesNotDeploy() throws Exception {
        Probe.assertRefused("bean-managed.war", small().withUnit("probe").with(BeanManagedWork.class), "OUTBOX-1003");
    }

    @Test
    void idempotentOnAMessageDrivenBeanWithoutATransaction_doesNotDeploy() throws Exception {
        Probe.assertRefused(
                "outside-consumer.war",
                small().withUnit("probe").with(Seen.class, ConsumerWithoutTransaction.class),
                "OUTBOX-1006");
    }

    @Test
    void twoPersistenceUnitsWithoutAChoice_doNotDeploy() throws Exception {
        Probe.assertRefused("two-units.war", small().withUnit("one").withUnit("two"), "OUTBOX-1102");
    }

    @ParameterizedTest
    @CsvSource({
        "outbox.relay.lane, 2, OUTBOX-1002",
        "outbox.jms.connection-factory, java:/jms/nowhere, OUTBOX-1008",
        "outbox.destination.probe_out, java:app/jms/nowhere, OUTBOX-1009",
        "outbox.relay.executor, java:app/concurrent/nowhere, OUTBOX-1013"
    })
    void aSettingThatIsUnknownOrLeadsNowhere_doesNotDeploy(String name, String value, String code) throws Exception {
        Probe.assertRefused(
                "refused-" + code + ".war",
                small().withUnit("probe").with(Seen.class).withSetting(name, value),
                code);
    }

    private static ProbeArchive small() {
        return new ProbeArchive().with(ProbeDatabase.class, ProbeNote.class, ProbeHappened.class);
    }
}
