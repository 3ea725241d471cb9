package io.outboxed.harness;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Function;

/** Talks to the shop as any other client does. Safe for several threads. */
public final class ShopClient {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Function<String, URI> uris;

    /** {@code uris} tells where a path is at the moment; the server may be started again on another port. */
    public ShopClient(Function<String, URI> uris) {
        this.uris = uris;
    }

    public Reply get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    public Reply post(String path, String json) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    public Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = http.send(request.build(), BodyHandlers.ofString());
        return new Reply(response.statusCode(), response.body(), response);
    }

    /** {@code path} is relative to the shop's API, or absolute. */
    public HttpRequest.Builder request(String path) {
        String absolute = path.startsWith("/") ? path : "/example/api/" + path;
        return HttpRequest.newBuilder(uris.apply(absolute)).timeout(LIMIT);
    }

    public Reply order(String customer, String item, int quantity) throws IOException, InterruptedException {
        return post(
                "orders",
                Json.createObjectBuilder()
                        .add("customer", customer)
                        .add("item", item)
                        .add("quantity", quantity)
                        .build()
                        .toString());
    }

    public String status(long order) throws IOException, InterruptedException {
        return get("orders/" + order).object().getString("status");
    }

    public JsonObject summary(String destination) throws IOException, InterruptedException {
        return get("deliveries/summary").object().getJsonObject(destination);
    }

    /** How many entries the outbox is still to send. A dead letter is none of them, and stays for the tests that follow. */
    public int unsent() throws IOException, InterruptedException {
        JsonObject outbox = get("outbox").object();
        return outbox.getInt("ready") + outbox.getInt("retrying");
    }
}
