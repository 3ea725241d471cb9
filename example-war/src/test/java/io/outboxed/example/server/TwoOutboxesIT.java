package io.outboxed.example.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outboxed.example.probe.ProbeApi;
import io.outboxed.example.probe.ProbeHappened;
import io.outboxed.example.probe.ProbeNote;
import io.outboxed.example.probe.ProbeQueues;
import io.outboxed.example.probe.TwoOutboxes;
import io.outboxed.example.probe.TwoOutboxesResource;
import io.outboxed.harness.SharedDatabase;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An application with an outbox in each of two persistence units, with tables in databases, settings and a queue of their own. */
@Tag("probe")
class TwoOutboxesIT {
    private static SharedDatabase database;
    private static Probe probe;

    @BeforeAll
    static void deploy() throws Exception {
        database = SharedDatabase.start();
        database.create("audit");
        probe = Probe.deploy(new ProbeArchive()
                .withDatabase("java:app/jdbc/bookings", database, "postgres")
                .withDatabase("java:app/jdbc/audit", database, "audit")
                .withUnit("bookings", "java:app/jdbc/bookings")
                .withUnit("audit", "java:app/jdbc/audit")
                .withSetting("outbox.units", "audit")
                .withSetting("outbox.default-destination", "out")
                .withSetting("outbox.destination.out", "java:app/jms/probe-out")
                .withSetting("outbox.unit.audit.destination.out", "java:app/jms/probe-outside")
                .withSetting("outbox.unit.audit.relay.lanes", "2")
                .with(ProbeApi.class, ProbeQueues.class, ProbeNote.class, ProbeHappened.class)
                .with(TwoOutboxes.class, TwoOutboxesResource.class));
    }

    @AfterAll
    static void undeploy() throws Exception {
        if (probe != null) {
            probe.undeploy();
        }
        database.close();
    }

    @Test
    void stateAndMessagesInBoth_areThereIfAndOnlyIfTheirTransactionCommits() throws Exception {
        String rolledBack = "rolled-back-" + System.nanoTime();
        String committed = "committed-" + System.nanoTime();

        probe.run("", rolledBack, false);
        probe.run("", committed, true);

        await().atMost(Probe.LIMIT).until(() -> seen(committed, "messages") == 1 && seen(committed, "audited") == 2);
        assertThat(seen(committed, "rows")).isEqualTo(2);
        assertThat(seen(rolledBack, "rows")).isZero();
        assertThat(seen(rolledBack, "messages")).isZero();
        assertThat(seen(rolledBack, "audited")).isZero();
    }

    @Test
    void relayOfOne_isPausedAlone() throws Exception {
        String id = "paused-" + System.nanoTime();
        probe.post("audit?paused=true");

        probe.run("", id, true);
        await().atMost(Probe.LIMIT).until(() -> seen(id, "messages") == 1);

        JsonObject paused = probe.seen(id);
        assertThat(paused.getInt("waiting")).isZero();
        assertThat(paused.getInt("auditWaiting")).isEqualTo(2);
        assertThat(paused.getInt("audited")).isZero();
        assertThat(paused.getInt("paused")).isZero();

        probe.post("audit?paused=false");
        await().atMost(Probe.LIMIT).until(() -> seen(id, "audited") == 2);
    }

    @Test
    void eachHasItsNameInJmx() throws Exception {
        assertThat(probe.seen("any").getString("beans"))
                .contains("name=\"probe\"")
                .contains("name=\"probe\",unit=\"audit\"");
    }

    @Test
    @Tag("microprofile")
    void eachHasItsMetricsAndChecks() throws Exception {
        String id = "measured-" + System.nanoTime();
        probe.run("", id, true);
        await().atMost(Probe.LIMIT).until(() -> seen(id, "audited") == 2);
        String metrics = probe.read("/metrics?scope=application");
        assertThat(metrics)
                .containsPattern("outbox_published_messages_total\\{[^}]*outbox_unit=\"audit\"")
                .containsPattern("outbox_published_messages_total\\{[^}]*outbox_unit=\"_MAIN\"");
        assertThat(probe.read("/health/live"))
                .contains("{\"name\":\"outbox\",\"status\":\"UP\"")
                .contains("{\"name\":\"outbox:audit\",\"status\":\"UP\"");
    }

    private static int seen(String id, String what) throws Exception {
        return probe.seen(id).getInt(what);
    }
}
