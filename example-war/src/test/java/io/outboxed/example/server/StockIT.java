package io.outboxed.example.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.harness.Reply;
import io.outboxed.harness.Shop;
import io.outboxed.harness.ShopClient;
import io.outboxed.harness.Traffic;
import io.outboxed.harness.Traffic.Sent;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;

/** An order that fails leaves nothing behind, neither in the database nor on a queue. */
class StockIT {

    @Test
    void moreThanTheStock_isRefusedAndNothingIsStoredOrSent() throws Exception {
        ShopClient client = Shop.open().client();

        Reply tooMany = client.order("stock-one", "vinyl", 6);
        assertThat(tooMany.status()).isEqualTo(409);
        assertThat(tooMany.error().getString("code")).isEqualTo("OUT_OF_STOCK");
        assertThat(tooMany.error().getString("field")).isEqualTo("quantity");

        // The stock is untouched: five customers at once want two each, and two get them.
        Sent sent = Traffic.each(client, 5, i -> client.order("stock-" + i, "vinyl", 2));
        assertThat(sent.created()).hasSize(2);
        assertThat(sent.refused()).isEqualTo(3);
        assertThat(client.order("stock-last", "vinyl", 1).status()).isEqualTo(201);
        assertThat(client.order("stock-late", "vinyl", 1).status()).isEqualTo(409);

        // An order placed later has arrived; anything of the refused ones would have come before it.
        long marker = client.order("stock-marker", "book", 1).object().getInt("id");
        Traffic.awaitShipped(client, marker);
        assertThat(client.get("deliveries?destination=orders&limit=10000").array())
                .filteredOn(d -> ((JsonObject) d).getString("key").matches("stock-(one|late|\\d)"))
                .hasSize(2);
        assertThat(client.get("orders?limit=1000").array())
                .filteredOn(o -> ((JsonObject) o).getString("item").equals("vinyl"))
                .hasSize(3);
    }
}
