package io.outboxed.example.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outboxed.harness.Shop;
import io.outboxed.harness.ShopClient;
import io.outboxed.harness.Traffic;
import io.outboxed.harness.WarFile;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Stops of every kind: nothing is lost, and every customer's order is kept. */
class RestartIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private Shop shop;
    private ShopClient client;

    @BeforeEach
    void open() throws Exception {
        shop = Shop.open();
        client = shop.client();
    }

    @Tag("once")
    @Test
    void aFullOutbox_isSentAfterARestart() throws Exception {
        shop.stop();
        shop.start("-Doutbox.relay.enabled=false");
        List<Long> orders = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            orders.add(client.order("full-" + i % 10, "book", 1)
                    .object()
                    .getJsonNumber("id")
                    .longValueExact());
        }
        JsonObject outbox = client.get("outbox").object();
        assertThat(outbox.getInt("ready")).isEqualTo(200);
        assertThat(outbox.getJsonNumber("oldestAgeSeconds").doubleValue()).isPositive();

        shop.stop();
        shop.start();

        Traffic.awaitAllShippedInOrder(client, orders);
    }

    @Test
    void killedUnderLoad_everyAnsweredOrderIsShippedAfterwards() throws Exception {
        killUnderLoadAndRestart("killed-");
    }

    /** The broker may have accepted a batch that the outbox still holds: it refuses the repeated ids, and the relay must go on. */
    @Test
    @Tag("wildfly")
    void killedUnderLoadInSessionMode_everyAnsweredOrderIsShippedAfterwards() throws Exception {
        String[] sessionMode = {"-Doutbox.jms.mode=session", "-Doutbox.jms.connection-factory=java:/ConnectionFactory"};
        int log = shop.logSize();
        shop.stop();
        shop.start(sessionMode);
        assertThat(shop.logAfter(log)).anyMatch(line -> line.contains("OUTBOX-3001") && line.contains("SESSION"));

        killUnderLoadAndRestart("killed-in-session-mode-", sessionMode);

        shop.stop();
        shop.start();
    }

    private void killUnderLoadAndRestart(String customers, String... options) throws Exception {
        Set<Long> answered;
        try (Traffic traffic = Traffic.start(client, customers, 8, 40)) {
            await().atMost(LIMIT).until(() -> traffic.answeredCount() >= 600);
            shop.kill();
            answered = traffic.end();
        }

        shop.start(options);

        Traffic.awaitAllShippedInOrder(client, answered);
    }

    /** Not with OpenMQ: what it has handed to the old version's beans comes back only when the server starts again. */
    @Test
    @Tag("redeployment")
    void redeployedUnderTraffic_everyAnsweredOrderIsShippedAfterwards() throws Exception {
        Set<Long> answered;
        try (Traffic traffic = Traffic.start(client, "redeployed-", 4, 40)) {
            await().atMost(LIMIT).until(() -> traffic.answeredCount() >= 200);
            shop.directory().deploy(WarFile.shop());
            await().atMost(LIMIT).until(() -> shop.directory().isDeployed(Shop.WAR));
            shop.awaitReady();
            int before = traffic.answeredCount();
            await().atMost(LIMIT).until(() -> traffic.answeredCount() >= before + 100);
            answered = traffic.end();
        }

        Traffic.awaitAllShippedInOrder(client, answered);
    }
}
