package io.outboxed.example.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.outboxed.harness.Reply;
import io.outboxed.harness.Shop;
import io.outboxed.harness.ShopClient;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** What a test of the operators' console does with the shop and with the console's API, and where things are on its page. */
final class ConsoleUser {
    static final String CONSOLE = "/example/outbox-console/";
    static final String DEAD = "dead-letters";
    static final String RETRYING = "retrying";

    private static final String API = CONSOLE + "api/outbox-v1/";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final ShopClient client;

    private ConsoleUser(ShopClient client) {
        this.client = client;
    }

    static ConsoleUser open() throws InterruptedException {
        return new ConsoleUser(Shop.open().client());
    }

    void partnerRefuses(boolean refuses) throws Exception {
        client.post("partner", "{\"refuses\":" + refuses + "}");
    }

    /** Places an order; its message to the partner has the customer as key. */
    long order(String customer, boolean tellsPartner) throws Exception {
        Reply reply = client.post(
                "orders",
                Json.createObjectBuilder()
                        .add("customer", customer)
                        .add("item", "book")
                        .add("quantity", 1)
                        .add("tellPartner", tellsPartner)
                        .build()
                        .toString());
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return reply.object().getJsonNumber("id").longValueExact();
    }

    /** Leaves a dead letter of each of these keys behind, and the partner refusing. */
    void bury(String... keys) throws Exception {
        partnerRefuses(true);
        for (String key : keys) {
            order(key, true);
        }
        for (String key : keys) {
            await().atMost(LIMIT).until(() -> count(DEAD, key) == 1);
        }
    }

    /** How many entries of a key are in one of the lists. */
    int count(String list, String key) throws Exception {
        Reply reply =
                client.send(asOperator(list + "/count?key=" + encoded(key)).GET());
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.object().getInt("value");
    }

    /** The message id of the one entry of a key in a list. */
    String id(String list, String key) throws Exception {
        Reply reply = client.send(asOperator(list + "?key=" + encoded(key)).GET());
        return reply.object().getJsonArray("entries").getJsonObject(0).getString("id");
    }

    /** Nothing is left of a key: what is still retrying is buried first. */
    void discard(String key) throws Exception {
        await().atMost(LIMIT).until(() -> count(RETRYING, key) == 0);
        JsonObjectBuilder filter = Json.createObjectBuilder().add("key", key);
        change(
                DEAD + "/discard",
                Json.createObjectBuilder().add("filter", filter).build().toString());
    }

    void pause(String destination) throws Exception {
        change("pause", target(destination));
    }

    void resume(String destination) throws Exception {
        change("resume", target(destination));
    }

    private static String target(String destination) {
        return Json.createObjectBuilder()
                .add("destination", destination)
                .build()
                .toString();
    }

    private void change(String path, String json) throws Exception {
        Reply reply = client.send(asOperator(path)
                .header("Content-Type", "application/json")
                .header("X-Outbox-Console", "test")
                .POST(BodyPublishers.ofString(json)));
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    }

    private HttpRequest.Builder asOperator(String path) {
        String credential = Base64.getEncoder().encodeToString("operator:operator".getBytes(StandardCharsets.UTF_8));
        return client.request(API + path).header("Authorization", "Basic " + credential);
    }

    /** The address of a list in which only entries of a key are shown. */
    static String listOf(String list, String key) {
        return CONSOLE + "#/" + list + "?key=" + encoded(key);
    }

    private static String encoded(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8);
    }

    /** The rows of a list, or those that have a text. */
    static Locator row(Page page, String list, String text) {
        return page.locator('#' + list + "-table tr[data-id]").filter(new Locator.FilterOptions().setHasText(text));
    }

    static Locator action(Locator within, String name) {
        return within.locator("[data-action='" + name + "']");
    }

    static LocatorAssertions.ContainsTextOptions soon() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(LIMIT.toMillis());
    }

    static LocatorAssertions.HasCountOptions soonCounted() {
        return new LocatorAssertions.HasCountOptions().setTimeout(LIMIT.toMillis());
    }

    static LocatorAssertions.HasAttributeOptions soonSet() {
        return new LocatorAssertions.HasAttributeOptions().setTimeout(LIMIT.toMillis());
    }

    /** Says yes in the dialog that stands before an action, and reads what became of it. */
    static void confirm(Page page, String question, String result) {
        Locator dialog = page.locator("#confirm");
        assertThat(dialog).hasAttribute("data-state", "ready");
        assertThat(dialog).containsText(question);
        page.locator("#confirm-go").click();
        assertThat(page.locator("#result")).containsText(result, soon());
        assertThat(dialog).isHidden();
    }
}
