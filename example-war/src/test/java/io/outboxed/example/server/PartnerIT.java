package io.outboxed.example.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outboxed.harness.Reply;
import io.outboxed.harness.Shop;
import io.outboxed.harness.ShopClient;
import io.outboxed.harness.Traffic;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A partner that is told by a sender of the shop's own, and may refuse. */
class PartnerIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private ShopClient client;

    @BeforeEach
    void open() throws Exception {
        client = Shop.open().client();
    }

    @AfterEach
    void acceptAgain() throws Exception {
        refuse(false);
    }

    @Test
    void anOrderThePartnerIsToldOf_arrivesThereOnceAndIsShippedToo() throws Exception {
        int before = received();

        long order = announce("partner-told");

        await().atMost(LIMIT).until(() -> !deliveries(order).isEmpty());
        JsonObject delivery = deliveries(order).get(0);
        assertThat(delivery.getString("type")).isEqualTo("OrderAnnounced");
        assertThat(delivery.getString("key")).isEqualTo("partner-told");
        assertThat(delivery.getInt("deliveryCount")).isEqualTo(1);
        assertThat(received()).isEqualTo(before + 1);
        Traffic.awaitShipped(client, order);
        assertThat(deliveries(order)).hasSize(1);
    }

    @Test
    void anOrderOfWhichNothingIsSaid_doesNotReachThePartner() throws Exception {
        long order = client.order("partner-silent", "book", 1).object().getInt("id");

        Traffic.awaitShipped(client, order);
        long marker = announce("partner-silent");
        await().atMost(LIMIT).until(() -> !deliveries(marker).isEmpty());
        assertThat(deliveries(order)).isEmpty();
    }

    @Test
    void whatThePartnerRefuses_isTriedAgainThenADeadLetterAndLaterOnesArrive() throws Exception {
        int dead = outbox().getInt("dead");
        refuse(true);

        long refused = announce("partner-refused");

        await().atMost(LIMIT).until(() -> outbox().getInt("retrying") > 0);
        await().atMost(LIMIT).until(() -> outbox().getInt("dead") == dead + 1);
        Traffic.awaitShipped(client, refused);

        refuse(false);
        long accepted = announce("partner-refused");
        await().atMost(LIMIT).until(() -> !deliveries(accepted).isEmpty());
        assertThat(deliveries(refused)).isEmpty();
        assertThat(outbox().getInt("dead")).isEqualTo(dead + 1);
    }

    @Test
    void thePartnerThatAcceptsInTime_getsTheMessageByALaterAttempt() throws Exception {
        refuse(true);
        long order = announce("partner-late");
        await().atMost(LIMIT).until(() -> outbox().getInt("retrying") > 0);

        refuse(false);

        await().atMost(LIMIT).until(() -> !deliveries(order).isEmpty());
        assertThat(deliveries(order).get(0).getInt("deliveryCount")).isGreaterThan(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "partner | {}                                                                          | MISSING_FIELD | refuses",
                "partner | {\"refuses\":1}                                                               | BAD_FIELD     | refuses",
                "orders  | {\"customer\":\"ada\",\"item\":\"book\",\"quantity\":1,\"tellPartner\":\"yes\"} | BAD_FIELD     | tellPartner"
            })
    void neitherTrueNorFalse_isRefusedNamingTheField(String path, String body, String code, String field)
            throws Exception {
        Reply reply = client.post(path, body);

        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.error().getString("code")).isEqualTo(code);
        assertThat(reply.error().getString("field")).isEqualTo(field);
    }

    private long announce(String customer) throws Exception {
        Reply reply = client.post(
                "orders", "{\"customer\":\"" + customer + "\",\"item\":\"book\",\"quantity\":1,\"tellPartner\":true}");
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return reply.object().getJsonNumber("id").longValueExact();
    }

    private void refuse(boolean refuses) throws Exception {
        Reply reply = client.post("partner", "{\"refuses\":" + refuses + "}");
        assertThat(reply.object().getBoolean("refuses")).as(reply.body()).isEqualTo(refuses);
    }

    private int received() throws Exception {
        return client.get("partner").object().getInt("received");
    }

    private JsonObject outbox() throws Exception {
        return client.get("outbox").object();
    }

    private List<JsonObject> deliveries(long order) throws Exception {
        return client.get("deliveries?destination=partner&limit=10000").array().stream()
                .map(JsonObject.class::cast)
                .filter(delivery -> delivery.getInt("orderId") == order)
                .toList();
    }
}
