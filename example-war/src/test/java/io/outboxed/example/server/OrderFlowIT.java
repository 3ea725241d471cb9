package io.outboxed.example.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.harness.Shop;
import io.outboxed.harness.ShopClient;
import io.outboxed.harness.Traffic;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From order to shipment. */
class OrderFlowIT {
    private static final Pattern STACK_FRAME = Pattern.compile("^\\s+at [\\w.$@/]+\\(");

    private Shop shop;
    private ShopClient client;

    @BeforeEach
    void open() throws Exception {
        shop = Shop.open();
        client = shop.client();
    }

    @Test
    void anOrder_isShippedAndBothMessagesCarryIdTypeKeyAndTime() throws Exception {
        long order = client.order("flow", "book", 3).object().getInt("id");

        Traffic.awaitShipped(client, order);

        JsonObject placed = delivery("orders", order);
        assertThat(placed.getString("id")).matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}");
        assertThat(placed.getString("type")).isEqualTo("OrderPlaced");
        assertThat(placed.getString("key")).isEqualTo("flow");
        assertThat(placed.getString("occurred")).startsWith("20").endsWith("Z");
        assertThat(placed.getInt("deliveryCount")).isEqualTo(1);
        JsonObject shipped = delivery("shipments", order);
        assertThat(shipped.getString("type")).isEqualTo("OrderShipped");
        assertThat(shipped.getString("key")).isEqualTo("flow");
        assertThat(shipped.getInt("seq")).isGreaterThan(placed.getInt("seq"));
    }

    @Test
    void tenThousandOrders_allArriveOnceAndInOrderAndTheLogStaysClean() throws Exception {
        int log = shop.logSize();
        JsonObject before = client.get("deliveries/summary").object();

        JsonObject load = client.post("load", "{\"orders\":10000,\"threads\":8,\"customers\":100}")
                .object();

        assertThat(load.getInt("count")).isEqualTo(10_000);
        assertThat(load.getInt("errors")).isZero();
        assertThat(load.getJsonNumber("seconds").doubleValue()).isPositive();
        Traffic.awaitAllShippedInOrder(client, List.of());
        for (String destination : List.of("orders", "shipments")) {
            JsonObject now = client.summary(destination);
            assertThat(now.getInt("distinct")
                            - before.getJsonObject(destination).getInt("distinct"))
                    .isEqualTo(10_000);
            assertThat(now.getInt("received")
                            - before.getJsonObject(destination).getInt("received"))
                    .isEqualTo(10_000);
        }
        assertThat(shop.logAfter(log))
                .noneMatch(line -> STACK_FRAME.matcher(line).find());
        assertThat(shop.logAfter(log)).noneMatch(shop.product()::isTrouble);
    }

    private JsonObject delivery(String destination, long order) throws Exception {
        return client.get("deliveries?destination=" + destination + "&order=desc&limit=1000").array().stream()
                .map(JsonObject.class::cast)
                .filter(delivery -> delivery.getInt("orderId") == order)
                .findFirst()
                .orElseThrow();
    }
}
