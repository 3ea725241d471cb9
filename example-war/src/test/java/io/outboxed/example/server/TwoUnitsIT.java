package io.outboxed.example.server;

import io.outboxed.example.infrastructure.DemoUsers;
import io.outboxed.example.probe.ProbeApi;
import io.outboxed.example.probe.ProbeHappened;
import io.outboxed.example.probe.ProbeNote;
import io.outboxed.example.probe.ProbeQueues;
import io.outboxed.example.probe.ProbeThreads;
import io.outboxed.example.probe.TwoUnits;
import io.outboxed.example.probe.TwoUnitsResource;
import io.outboxed.example.probe.Unconsumed;
import io.outboxed.harness.SharedDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * An application that brings all it needs: two persistence units on two PostgreSQL databases by XA, the driver, a queue, and threads. That
 * one of the units has the outbox's mapping file is all that says where the outbox is.
 */
@Tag("probe")
class TwoUnitsIT {

    @Test
    void stateInTwoDatabasesAndAMessage_areThereIfAndOnlyIfTheirTransactionCommits() throws Exception {
        try (SharedDatabase database = SharedDatabase.start()) {
            database.create("audit");
            Probe probe = Probe.deploy(new ProbeArchive()
                    .withDatabase("java:app/jdbc/bookings", database, "postgres")
                    .withDatabase("java:app/jdbc/audit", database, "audit")
                    .withUnit("bookings", "java:app/jdbc/bookings")
                    .withUnitWithoutOutbox("audit", "java:app/jdbc/audit")
                    .withSetting("outbox.destination.probe_out", "java:app/jms/probe-out")
                    .with(ProbeApi.class, ProbeQueues.class, ProbeNote.class, ProbeHappened.class)
                    .with(Unconsumed.class)
                    .withSetting("outbox.strict-keys", "true")
                    .withSetting("outbox.relay.lanes", "4")
                    .withSetting("outbox.relay.workers", "4")
                    .withSetting("outbox.relay.executor", ProbeThreads.NAME)
                    .with(TwoUnits.class, TwoUnitsResource.class, ProbeThreads.class)
                    // Open Liberty keeps the sign-in of an application that had this name before.
                    .with(DemoUsers.class));
            try {
                probe.assertSentIfAndOnlyIfCommitted("two-units", 2);
            } finally {
                probe.undeploy();
            }
        }
    }
}
