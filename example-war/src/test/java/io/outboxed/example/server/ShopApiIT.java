package io.outboxed.example.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.harness.Reply;
import io.outboxed.harness.Shop;
import io.outboxed.harness.ShopClient;
import io.outboxed.harness.Traffic;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API accepts and refuses. */
class ShopApiIT {
    private static ShopClient client;

    @BeforeAll
    static void open() throws Exception {
        client = Shop.open().client();
    }

    @Test
    void anOrder_isCreatedAndCanBeFoundWhereTheAnswerSays() throws Exception {
        Reply created = client.order("api-created", "book", 2);

        assertThat(created.status()).isEqualTo(201);
        String location = created.response().headers().firstValue("Location").orElseThrow();
        long id = created.object().getJsonNumber("id").longValueExact();
        assertThat(location).endsWith("/example/api/orders/" + id);
        JsonObject found = client.get("orders/" + id).object();
        assertThat(found.getString("customer")).isEqualTo("api-created");
        assertThat(found.getString("item")).isEqualTo("book");
        assertThat(found.getInt("quantity")).isEqualTo(2);
        assertThat(client.get("orders?limit=1")
                        .array()
                        .getJsonObject(0)
                        .getJsonNumber("id")
                        .longValueExact())
                .isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                                             | BAD_JSON      |",
                "[]                                                            | BAD_JSON      |",
                "''                                                            | BAD_JSON      |",
                "{\"item\":\"book\",\"quantity\":1}                            | MISSING_FIELD | customer",
                "{\"customer\":null,\"item\":\"book\",\"quantity\":1}          | MISSING_FIELD | customer",
                "{\"customer\":\" \",\"item\":\"book\",\"quantity\":1}         | BAD_FIELD     | customer",
                "{\"customer\":7,\"item\":\"book\",\"quantity\":1}             | BAD_FIELD     | customer",
                "{\"customer\":\"ada\",\"quantity\":1}                         | MISSING_FIELD | item",
                "{\"customer\":\"ada\",\"item\":\"book\"}                      | MISSING_FIELD | quantity",
                "{\"customer\":\"ada\",\"item\":\"book\",\"quantity\":0}       | BAD_FIELD     | quantity",
                "{\"customer\":\"ada\",\"item\":\"book\",\"quantity\":-1}      | BAD_FIELD     | quantity",
                "{\"customer\":\"ada\",\"item\":\"book\",\"quantity\":1001}    | BAD_FIELD     | quantity",
                "{\"customer\":\"ada\",\"item\":\"book\",\"quantity\":1.5}     | BAD_FIELD     | quantity",
                "{\"customer\":\"ada\",\"item\":\"book\",\"quantity\":\"two\"} | BAD_FIELD     | quantity"
            })
    void anIncompleteOrder_isRefusedNamingTheField(String body, String code, String field) throws Exception {
        Reply reply = client.post("orders", body);

        assertError(reply, 400, code, field);
    }

    @Test
    void theLargestQuantityAndUnknownFields_areAccepted() throws Exception {
        Reply reply = client.post(
                "orders", "{\"customer\":\"api-max\",\"item\":\"book\",\"quantity\":1000,\"colour\":\"red\"}");

        assertThat(reply.status()).isEqualTo(201);
    }

    @Test
    void aRepeatedOrder_isPlacedAsOftenAsWanted() throws Exception {
        Reply created = client.post(
                "orders/repeated", "{\"customer\":\"api-repeated\",\"item\":\"book\",\"quantity\":1,\"times\":3}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.object().getJsonArray("ids")).hasSize(3);
        for (JsonNumber id : created.object().getJsonArray("ids").getValuesAs(JsonNumber.class)) {
            Traffic.awaitShipped(client, id.longValueExact());
        }
    }

    @Test
    void aRepeatedOrder_saysHowOften() throws Exception {
        for (String times : new String[] {"0", "101", "\"twice\""}) {
            assertError(
                    client.post(
                            "orders/repeated",
                            "{\"customer\":\"ada\",\"item\":\"book\",\"quantity\":1,\"times\":" + times + "}"),
                    400,
                    "BAD_FIELD",
                    "times");
        }
    }

    @Test
    void anUnknownItem_isNotFound() throws Exception {
        assertError(client.order("ada", "spoon", 1), 404, "UNKNOWN_ITEM", "item");
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders/999999999", "orders/abc", "orders/-1"})
    void anUnknownOrder_isNotFound(String path) throws Exception {
        assertError(client.get(path), 404, "UNKNOWN_ORDER", "id");
    }

    @ParameterizedTest
    @CsvSource({
        "orders?limit=0, limit",
        "orders?limit=1001, limit",
        "orders?limit=many, limit",
        "deliveries, destination",
        "deliveries?destination=cellar, destination",
        "deliveries?destination=orders&after=-1, after",
        "deliveries?destination=orders&limit=0, limit",
        "deliveries?destination=orders&limit=10001, limit",
        "deliveries?destination=orders&order=sideways, order"
    })
    void aParameterOutOfRange_isRefusedByName(String path, String parameter) throws Exception {
        assertError(client.get(path), 400, "BAD_PARAMETER", parameter);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"threads\":1,\"customers\":1}                         | MISSING_FIELD | orders",
                "{\"orders\":1000001,\"threads\":1,\"customers\":1}      | BAD_FIELD     | orders",
                "{\"orders\":1,\"threads\":65,\"customers\":1}           | BAD_FIELD     | threads",
                "{\"orders\":1,\"threads\":1,\"customers\":100001}       | BAD_FIELD     | customers",
                "{\"orders\":0,\"threads\":1,\"customers\":1}            | BAD_FIELD     | orders"
            })
    void aLoadOutOfRange_isRefused(String body, String code, String field) throws Exception {
        assertError(client.post("load", body), 400, code, field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"messages\":1}                             | MISSING_FIELD | queue",
                "{\"messages\":0,\"queue\":\"plain\"}           | BAD_FIELD     | messages",
                "{\"messages\":1000001,\"queue\":\"plain\"}     | BAD_FIELD     | messages"
            })
    void directMessagesOutOfRange_areRefused(String body, String code, String field) throws Exception {
        assertError(client.post("load/direct", body), 400, code, field);
    }

    @Test
    void whatTheApiDoesNotHave_isSaidInJsonToo() throws Exception {
        assertError(client.get("nothing"), 404, "NOT_FOUND", null);
        assertError(client.send(client.request("orders").DELETE()), 405, "METHOD_NOT_ALLOWED", null);
        assertError(
                client.send(client.request("orders")
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("one book, please"))),
                415,
                "UNSUPPORTED_MEDIA_TYPE",
                null);
    }

    @Test
    void thePage_isServed() throws Exception {
        for (String path : new String[] {"/example/", "/example/shop.css", "/example/shop.js", "/example/icon.svg"}) {
            assertThat(client.get(path).status()).as(path).isEqualTo(200);
        }
    }

    private static void assertError(Reply reply, int status, String code, String field) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.response().headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/json");
        assertThat(reply.error().getString("code")).isEqualTo(code);
        assertThat(reply.error().getString("message")).isNotBlank();
        assertThat(reply.error().isNull("field") ? null : reply.error().getString("field"))
                .isEqualTo(field);
    }
}
