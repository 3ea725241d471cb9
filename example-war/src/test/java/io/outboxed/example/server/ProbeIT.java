package io.outboxed.example.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outboxed.example.probe.BeanManagedWork;
import io.outboxed.example.probe.CdiCaller;
import io.outboxed.example.probe.CdiWork;
import io.outboxed.example.probe.EjbCaller;
import io.outboxed.example.probe.EjbWork;
import io.outboxed.example.probe.MdbCaller;
import io.outboxed.example.probe.Order;
import io.outboxed.example.probe.OutsideCaller;
import io.outboxed.example.probe.ProbeApi;
import io.outboxed.example.probe.ProbeDatabase;
import io.outboxed.example.probe.ProbeHappened;
import io.outboxed.example.probe.ProbeNote;
import io.outboxed.example.probe.ProbeQueues;
import io.outboxed.example.probe.ProbeResource;
import io.outboxed.example.probe.Receiver;
import io.outboxed.example.probe.Seen;
import io.outboxed.example.probe.TimerCaller;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Publishing from every kind of component, commit and rollback; applications that must not deploy. */
class ProbeIT {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String WAR = "probe.war";

    private Shop shop;
    private ShopClient client;

    @BeforeEach
    void open() throws Exception {
        shop = Shop.open();
        client = shop.client();
    }

    @AfterAll
    static void undeploy() throws Exception {
        Shop.open().directory().undeploy(WAR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cdi", "ejb", "ejb-cdi", "timer", "mdb", "web"})
    void aMessage_isSentIfAndOnlyIfItsTransactionCommits(String from) throws Exception {
        deployProbe();
        String rolledBack = from + "-rolled-back-" + System.nanoTime();
        String committed = from + "-committed-" + System.nanoTime();

        run(from, rolledBack, false);
        await().atMost(LIMIT).until(() -> seen(rolledBack).getInt("attempts") > 0);
        run(from, committed, true);

        // Sent in the order of publishing: had the first one been stored, it would have come before the second.
        await().atMost(LIMIT).until(() -> seen(committed).getInt("messages") == 1);
        assertThat(seen(committed).getInt("rows")).isEqualTo(1);
        assertThat(seen(rolledBack).getInt("rows")).isZero();
        assertThat(seen(rolledBack).getInt("messages")).isZero();
    }

    @Test
    void outboxedOnAnEjbThatManagesItsTransactions_doesNotDeploy() throws Exception {
        assertRefused("bean-managed.war", small().withUnit("probe").with(BeanManagedWork.class), "OUTBOX-1003");
    }

    @Test
    void twoPersistenceUnitsWithoutAChoice_doNotDeploy() throws Exception {
        assertRefused("two-units.war", small().withUnit("one").withUnit("two"), "OUTBOX-1102");
    }

    @Test
    void aMissingConnectionFactory_doesNotDeploy() throws Exception {
        assertRefused(
                "no-factory.war",
                small().withUnit("probe")
                        .with(Seen.class)
                        .withSetting("outbox.jms.connection-factory", "java:/jms/nowhere"),
                "OUTBOX-1008");
    }

    @Test
    void anUnknownSetting_doesNotDeploy() throws Exception {
        assertRefused(
                "unknown-setting.war", small().withUnit("probe").withSetting("outbox.relay.lane", "2"), "OUTBOX-1002");
    }

    private void deployProbe() throws IOException {
        if (!shop.directory().isDeployed(WAR)) {
            ProbeArchive probe = new ProbeArchive()
                    .withUnit("probe")
                    .withSetting("outbox.destination.probe-out", "java:app/jms/probe-out")
                    .with(ProbeApi.class, ProbeResource.class, ProbeDatabase.class, ProbeQueues.class, ProbeNote.class)
                    .with(ProbeHappened.class, Seen.class, Order.class, Receiver.class)
                    .with(CdiWork.class, EjbWork.class)
                    .with(OutsideCaller.class, CdiCaller.class, EjbCaller.class, TimerCaller.class, MdbCaller.class);
            shop.directory().deploy(probe.write(path(WAR)));
            await().atMost(LIMIT).until(() -> {
                assertThat(shop.directory().hasFailed(WAR)).as("failed").isFalse();
                return shop.directory().isDeployed(WAR);
            });
        }
    }

    private static ProbeArchive small() {
        return new ProbeArchive().with(ProbeDatabase.class, ProbeNote.class, ProbeHappened.class);
    }

    private void assertRefused(String war, ProbeArchive archive, String code) throws IOException {
        int log = shop.logSize();
        shop.directory().deploy(archive.write(path(war)));

        await().atMost(LIMIT)
                .until(() -> shop.directory().hasFailed(war) || shop.directory().isDeployed(war));

        assertThat(shop.directory().isDeployed(war)).isFalse();
        assertThat(shop.logAfter(log)).anyMatch(line -> line.contains(code));
        shop.directory().undeploy(war);
    }

    private void run(String from, String id, boolean commit) throws Exception {
        Reply reply = client.send(client.request("/probe/api/run?from=" + from + "&id=" + id + "&commit=" + commit)
                .POST(BodyPublishers.noBody()));
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    }

    private JsonObject seen(String id) throws Exception {
        return client.get("/probe/api/seen?id=" + id).object();
    }

    private static Path path(String war) {
        return Path.of(System.getProperty("server.directory")).resolveSibling(war);
    }
}
