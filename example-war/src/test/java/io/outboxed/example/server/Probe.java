package io.outboxed.example.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outboxed.example.probe.CdiCaller;
import io.outboxed.example.probe.CdiWork;
import io.outboxed.example.probe.Consumed;
import io.outboxed.example.probe.ConsumerResource;
import io.outboxed.example.probe.ConsumingEjb;
import io.outboxed.example.probe.EjbCaller;
import io.outboxed.example.probe.EjbWork;
import io.outboxed.example.probe.MdbCaller;
import io.outboxed.example.probe.NaturalConsumer;
import io.outboxed.example.probe.Order;
import io.outboxed.example.probe.OutsideCaller;
import io.outboxed.example.probe.OutsideConsumer;
import io.outboxed.example.probe.OutsideMdbCaller;
import io.outboxed.example.probe.ProbeApi;
import io.outboxed.example.probe.ProbeDatabase;
import io.outboxed.example.probe.ProbeHappened;
import io.outboxed.example.probe.ProbeNote;
import io.outboxed.example.probe.ProbeQueues;
import io.outboxed.example.probe.ProbeResource;
import io.outboxed.example.probe.Receiver;
import io.outboxed.example.probe.Seen;
import io.outboxed.example.probe.Skips;
import io.outboxed.example.probe.TimerCaller;
import io.outboxed.harness.Reply;
import io.outboxed.harness.Shop;
import io.outboxed.harness.UnpackedServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

/** The probe on the shop's server. */
final class Probe {
    static final Duration LIMIT = Duration.ofMinutes(1);

    private static final String WAR = "probe.war";

    private final Shop shop;

    private Probe(Shop shop) {
        this.shop = shop;
    }

    /** Deploys it, in the place of one on another datasource. */
    static Probe deploy(String datasource) throws Exception {
        return deploy(archive(datasource).with(NaturalConsumer.class));
    }

    /** It without the message-driven bean that consumes in its own transaction. */
    static ProbeArchive archive(String datasource) {
        return new ProbeArchive()
                .withUnit("probe", datasource)
                .withSetting("outbox.destination.probe_out", "java:app/jms/probe-out")
                .with(ProbeApi.class, ProbeResource.class, ProbeDatabase.class, ProbeQueues.class, ProbeNote.class)
                .with(ProbeHappened.class, Seen.class, Order.class, Receiver.class, CdiWork.class, EjbWork.class)
                .with(OutsideCaller.class, OutsideMdbCaller.class, CdiCaller.class, EjbCaller.class)
                .with(TimerCaller.class, MdbCaller.class)
                .with(Consumed.class, ConsumingEjb.class, OutsideConsumer.class)
                .with(ConsumerResource.class, Skips.class);
    }

    /** Deploys another application that answers the same requests. */
    static Probe deploy(ProbeArchive archive) throws Exception {
        Shop shop = Shop.open();
        shop.directory().deploy(archive.write(path(WAR)));
        await().atMost(LIMIT).until(() -> {
            assertThat(shop.directory().hasFailed(WAR)).as("failed").isFalse();
            return shop.directory().isDeployed(WAR);
        });
        return new Probe(shop);
    }

    /** Tries to deploy an application, which the server's log must refuse with this code. */
    static void assertRefused(String war, ProbeArchive archive, String code) throws Exception {
        Shop shop = Shop.open();
        int log = shop.logSize();
        shop.directory().deploy(archive.write(path(war)));

        await().atMost(LIMIT)
                .until(() -> shop.directory().hasFailed(war) || shop.directory().isDeployed(war));

        assertThat(shop.directory().isDeployed(war)).isFalse();
        assertThat(shop.logAfter(log)).anyMatch(line -> line.contains(code));
        shop.directory().undeploy(war);
    }

    void undeploy() {
        shop.directory().undeploy(WAR);
        await().atMost(LIMIT).until(() -> !shop.directory().isDeployed(WAR));
    }

    /** Has a caller publish. */
    void run(String from, String id, boolean commit) throws Exception {
        post("run?from=" + from + "&id=" + id + "&commit=" + commit);
    }

    /** Asks for something else, which is done. */
    JsonObject post(String request) throws Exception {
        Reply reply = shop.client()
                .send(shop.client().request("/probe/api/" + request).POST(BodyPublishers.noBody()));
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.object();
    }

    /** What is known of a call. */
    JsonObject seen(String id) throws IOException, InterruptedException {
        return shop.client().get("/probe/api/seen?id=" + id).object();
    }

    /** How many messages of a call were sent. */
    int sent(String id) throws IOException, InterruptedException {
        return shop.client().get("/probe/api/sent?id=" + id).object().getInt("messages");
    }

    /** What the server itself answers. */
    String read(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(shop.server().uri(path)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    void assertSentIfAndOnlyIfCommitted(String from) throws Exception {
        assertSentIfAndOnlyIfCommitted(from, 1);
    }

    /** With the number of rows that one call stores. */
    void assertSentIfAndOnlyIfCommitted(String from, int rows) throws Exception {
        String rolledBack = from + "-rolled-back-" + System.nanoTime();
        String committed = from + "-committed-" + System.nanoTime();

        run(from, rolledBack, false);
        await().atMost(LIMIT).until(() -> seen(rolledBack).getInt("attempts") > 0);
        run(from, committed, true);

        // Sent in the order of publishing: had the first one been stored, it would have come before the second.
        await().atMost(LIMIT).until(() -> seen(committed).getInt("messages") == 1);
        assertThat(seen(committed).getInt("rows")).isEqualTo(rows);
        assertThat(seen(rolledBack).getInt("rows")).isZero();
        assertThat(seen(rolledBack).getInt("messages")).isZero();
    }

    /** Sends a message, whose id is in a property, to a consumer; its first work may have to fail. */
    void send(String consumer, String id, String property, boolean fails) throws Exception {
        Reply reply = shop.client()
                .send(shop.client()
                        .request("/probe/api/consumers?to=" + consumer + "&id=" + id + "&property=" + property
                                + "&fails=" + fails)
                        .POST(BodyPublishers.noBody()));
        assertThat(reply.status()).as(reply.body()).isEqualTo(204);
    }

    /** What is known of a message that was sent to a consumer. */
    JsonObject consumed(String id) throws IOException, InterruptedException {
        return shop.client().get("/probe/api/consumers?id=" + id).object();
    }

    /** Of a message that is sent several times, one delivery is worked on, and all that this says of it commits together. */
    void assertWorkedOnOnce(String consumer, String property) throws Exception {
        String id = consumer + "-" + System.nanoTime();
        int skipped = consumed(id).getInt("skipped");
        for (int i = 0; i < 3; i++) {
            send(consumer, id, property, false);
        }
        await().atMost(LIMIT).until(() -> consumed(id).getInt("skipped") == skipped + 2);
        await().atMost(LIMIT).until(() -> consumed(id).getInt("messages") == 1);

        send(consumer, id, property, false);
        await().atMost(LIMIT).until(() -> consumed(id).getInt("skipped") == skipped + 3);
        assertThat(consumed(id).getInt("rows")).isEqualTo(1);
        assertThat(consumed(id).getInt("messages")).isEqualTo(1);
    }

    /** Work that fails leaves nothing behind, and is done when the broker delivers the message again; once. */
    void assertWorkedOnAgainAfterAFailure(String consumer) throws Exception {
        String id = consumer + "-fails-" + System.nanoTime();
        int skipped = consumed(id).getInt("skipped");
        send(consumer, id, "outbox_id", true);
        await().atMost(LIMIT).until(() -> consumed(id).getInt("messages") == 1);
        assertThat(consumed(id).getInt("attempts")).isEqualTo(2);
        assertThat(consumed(id).getInt("rows")).isEqualTo(1);

        send(consumer, id, "outbox_id", true);
        await().atMost(LIMIT).until(() -> consumed(id).getInt("skipped") == skipped + 1);
        assertThat(consumed(id).getInt("rows")).isEqualTo(1);
        assertThat(consumed(id).getInt("messages")).isEqualTo(1);
    }

    /** Where an archive is written. */
    static Path path(String war) {
        return UnpackedServer.underTest().target("it").resolveSibling(war);
    }
}
