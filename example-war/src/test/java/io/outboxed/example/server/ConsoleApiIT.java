package io.outboxed.example.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outboxed.harness.Reply;
import io.outboxed.harness.Shop;
import io.outboxed.harness.ShopClient;
import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The console's REST API on a server, held against its description. */
class ConsoleApiIT {
    private static final String API = "/example/outbox-console/api/outbox-v1";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Set<String> asked = new TreeSet<>();
    private ApiDescription description;
    private Shop shop;
    private ShopClient client;

    @BeforeEach
    void open() throws Exception {
        description = new ApiDescription();
        shop = Shop.open();
        client = shop.client();
    }

    @AfterEach
    void letThePartnerAccept() throws Exception {
        client.post("partner", "{\"refuses\":false}");
    }

    private HttpRequest.Builder request(String user, String path) {
        byte[] credential = (user + ':' + user).getBytes(StandardCharsets.UTF_8);
        return client.request(API + path)
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credential));
    }

    /** An answer that is as described. */
    private Reply get(String user, String path) throws IOException, InterruptedException {
        return described("get", path, client.send(request(user, path).GET()));
    }

    private Reply post(String user, String path, String body) throws IOException, InterruptedException {
        return described(
                "post",
                path,
                client.send(request(user, path)
                        .header("X-Outbox-Console", "1")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))));
    }

    private Reply described(String method, String path, Reply reply) {
        String operation = path.replaceAll("\\?.*", "");
        asked.add(method + " " + operation);
        assertThat(description.problems(method, operation, reply.status(), reply.body()))
                .as(method + " " + path + ": " + reply.status() + " " + reply.body())
                .isEmpty();
        assertThat(reply.response().headers().firstValue("Cache-Control").orElse(""))
                .startsWith("no-store");
        return reply;
    }

    private JsonObject ok(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.object();
    }

    private List<JsonObject> entries(String list, String key) throws Exception {
        return ok(get("viewer", list + "?destination=partner&key=" + key)).getJsonArray("entries").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    /** An entry of this customer that the partner has refused until it was given up, sooner than by itself. */
    private JsonObject buried(String customer) throws Exception {
        client.post("partner", "{\"refuses\":true}");
        Reply order = client.post(
                "orders", "{\"customer\":\"" + customer + "\",\"item\":\"book\",\"quantity\":1,\"tellPartner\":true}");
        assertThat(order.status()).as(order.body()).isEqualTo(201);
        await().atMost(LIMIT).until(() -> {
            for (JsonObject entry : entries("/retrying", customer)) {
                ok(post("operator", "/retrying/retry", "{\"ids\":[\"" + entry.getString("id") + "\"]}"));
            }
            return !entries("/dead-letters", customer).isEmpty();
        });
        return entries("/dead-letters", customer).get(0);
    }

    @Test
    void everyOperation_answersAsDescribed() throws Exception {
        JsonObject letter = buried("api-everything");
        String id = letter.getString("id");
        String byId = "?id=" + id;

        assertThat(letter.getString("type")).isEqualTo("OrderAnnounced");
        assertThat(letter.getInt("attempts")).isEqualTo(5);
        assertThat(ok(get("viewer", "/session")).getString("user")).isEqualTo("viewer");
        assertThat(ok(get("viewer", "/overview")).getBoolean("relayRunning")).isTrue();
        ok(get("viewer", "/history"));
        assertThat(ok(get("viewer", "/lanes")).getJsonArray("lanes")).isNotEmpty();
        assertThat(ok(get("viewer", "/dead-letters/count" + byId)).getInt("value"))
                .isEqualTo(1);
        assertThat(ok(get("viewer", "/retrying/count" + byId)).getInt("value")).isZero();
        assertThat(ok(get("operator", "/dead-letters/content" + byId)).getString("text"))
                .contains("api-everything");
        assertThat(get("operator", "/retrying/content" + byId).status()).isEqualTo(404);

        client.post("partner", "{\"refuses\":false}");
        String ids = "{\"ids\":[\"" + id + "\",\"nothing\"]}";
        JsonObject redriven = ok(post("operator", "/dead-letters/redrive", ids));
        assertThat(redriven.getInt("done")).isEqualTo(1);
        assertThat(redriven.getInt("gone")).isEqualTo(1);
        await().atMost(LIMIT)
                .until(() -> client.get("deliveries?destination=partner&limit=10000")
                        .body()
                        .contains(id));

        buried("api-discarded");
        JsonObject discarded = ok(post(
                "operator",
                "/dead-letters/discard",
                "{\"filter\":{\"destination\":\"partner\",\"key\":\"api-discarded\"}}"));
        assertThat(discarded.getInt("done")).isEqualTo(1);
        assertThat(entries("/dead-letters", "api-discarded")).isEmpty();

        JsonObject paused = ok(post("operator", "/pause", "{\"destination\":\"nowhere\"}"));
        assertThat(paused.getBoolean("changed")).isTrue();
        assertThat(paused.getJsonArray("paused").toString()).contains("nowhere");
        assertThat(ok(get("viewer", "/overview")).getJsonArray("paused").toString())
                .contains("nowhere");
        assertThat(ok(post("operator", "/resume", "{\"destination\":\"nowhere\"}"))
                        .getBoolean("changed"))
                .isTrue();
        assertThat(ok(post("operator", "/resume", "{\"all\":true}")).getBoolean("changed"))
                .isFalse();

        asked.add("get /events"); // by another test
        assertThat(asked).isEqualTo(description.operations());
    }

    @Test
    void events_bringTheOverviewAgainAndAgain() throws Exception {
        HttpResponse<InputStream> response = HttpClient.newHttpClient()
                .send(request("viewer", "/events").GET().build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");

        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            for (int i = 0; i < 3; i++) {
                assertThat(lines.readLine()).isEqualTo("event: overview");
                String data = lines.readLine();
                assertThat(description.problems("get", "/overview", 200, data.substring("data: ".length())))
                        .isEmpty();
                assertThat(lines.readLine()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/dead-letters/redrive, {\"filter\":{}}",
        "/dead-letters/discard, {\"filter\":{}}",
        "/retrying/retry, {\"filter\":{}}",
        "/pause, {\"all\":true}",
        "/resume, {\"all\":true}"
    })
    void changes_areForOperatorsWhoSendTheHeader(String path, String body) throws Exception {
        Reply byViewer = post("viewer", path, body);
        assertThat(byViewer.status()).isEqualTo(403);
        assertThat(byViewer.error().getString("code")).isEqualTo("OUTBOX-7002");

        Reply withoutHeader = described(
                "post",
                path,
                client.send(request("operator", path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))));
        assertThat(withoutHeader.status()).isEqualTo(403);
        assertThat(withoutHeader.error().getString("code")).isEqualTo("OUTBOX-7003");

        assertThat(client.send(request("operator", path).GET()).status()).isEqualTo(405);
        assertThat(client.send(client.request(API + path)
                                .header("X-Outbox-Console", "1")
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body)))
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dead-letters/content?id=a", "/retrying/content?id=a"})
    void contents_areForOperators(String path) throws Exception {
        assertThat(get("viewer", path).status()).isEqualTo(403);
        assertThat(get("operator", path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "/dead-letters?max=0, max",
        "/dead-letters?from=yesterday, from",
        "/retrying?destinatoin=orders, destinatoin",
        "/dead-letters/content?id=, id"
    })
    void badParameters_areNamed(String path, String field) throws Exception {
        Reply reply = get("operator", path);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.error().getString("field")).isEqualTo(field);
    }

    @Test
    void badBody_changesNothingAndSaysWhatIsExpected() throws Exception {
        Reply reply = post("operator", "/dead-letters/discard", "{\"filter\":{\"destinatoin\":\"orders\"}}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.error().getString("message")).contains("destinatoin", "destination");
        assertThat(post("operator", "/pause", "nonsense").error().getString("code"))
                .isEqualTo("OUTBOX-7005");
    }

    @Test
    void whatIsDone_isInTheAuditLogWithTheUsersName() throws Exception {
        int from = shop.logSize();

        ok(post("operator", "/pause", "{\"destination\":\"audited\"}"));
        ok(post("operator", "/resume", "{\"destination\":\"audited\"}"));
        post("viewer", "/pause", "{\"destination\":\"audited\"}");

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(shop.logAfter(from))
                        .anyMatch(line -> line.contains("OUTBOX-7010")
                                && line.contains("operator")
                                && line.contains("pause destination audited"))
                        .anyMatch(line -> line.contains("OUTBOX-7011") && line.contains("viewer")));
    }

    @Test
    void page_mayDoNothingButAskItsOwnApi() throws Exception {
        Reply page = client.send(client.request("/example/outbox-console/")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString("viewer:viewer".getBytes(StandardCharsets.UTF_8)))
                .GET());

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.response()
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElse(""))
                .startsWith("default-src 'none'; script-src 'self';")
                .contains("frame-ancestors 'none'");
        assertThat(page.response().headers().firstValue("X-Content-Type-Options"))
                .hasValue("nosniff");
    }
}
