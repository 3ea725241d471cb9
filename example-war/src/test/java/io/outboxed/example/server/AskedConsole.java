package io.outboxed.example.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.harness.Reply;
import io.outboxed.harness.ShopClient;
import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Asks a console for everything that its description knows, as an operator. */
final class AskedConsole {
    /** What does not ask the store. */
    private static final Set<String> WITHOUT_STORE = Set.of("get /session", "get /history");

    private static final String EVENTS = "get /events";

    private final ShopClient client;
    private final String api;
    private final String unit;
    private final ApiDescription description = new ApiDescription();

    AskedConsole(ShopClient client) throws IOException {
        this(client, "/example", "");
    }

    /** Of an application, for one of its outboxes; the main one has an empty name. */
    AskedConsole(ShopClient client, String application, String unit) throws IOException {
        this.client = client;
        this.unit = unit;
        api = application + "/outbox-console/api/outbox-v1";
    }

    /** The answers of all operations that need the store, which are as described. */
    Map<String, Reply> answers() throws IOException, InterruptedException {
        Set<String> operations = new TreeSet<>(description.operations());
        operations.removeAll(WITHOUT_STORE);
        operations.remove(EVENTS);
        Map<String, Reply> answers = new TreeMap<>();
        for (String operation : operations) {
            answers.put(operation, answer(operation));
        }
        return answers;
    }

    /** The status of each operation that does not need the store. */
    Map<String, Integer> withoutStore() throws IOException, InterruptedException {
        Map<String, Integer> statuses = new TreeMap<>();
        for (String operation : WITHOUT_STORE) {
            statuses.put(operation, answer(operation).status());
        }
        return statuses;
    }

    /** What it answers to a question, and that is as described; with the path's own query. */
    JsonObject get(String path) throws IOException, InterruptedException {
        return ok("get", path, client.send(request(path).GET()));
    }

    /** What it answers to a change. */
    JsonObject post(String path, String json) throws IOException, InterruptedException {
        return ok(
                "post",
                path,
                client.send(request(path)
                        .header("Content-Type", "application/json")
                        .header("X-Outbox-Console", "test")
                        .POST(BodyPublishers.ofString(json))));
    }

    private JsonObject ok(String method, String path, Reply reply) {
        assertThat(reply.status()).as(path + ": " + reply.body()).isEqualTo(200);
        assertThat(description.problems(method, path.replaceAll("\\?.*", ""), 200, reply.body()))
                .as(path + ": " + reply.body())
                .isEmpty();
        return reply.object();
    }

    private Reply answer(String operation) throws IOException, InterruptedException {
        String path = operation.substring(operation.indexOf('/'));
        boolean isQuestion = operation.startsWith("get");
        HttpRequest.Builder request = request(path + (path.endsWith("/content") ? "?id=a" : ""));
        Reply reply = client.send(
                isQuestion
                        ? request.GET()
                        : request.header("Content-Type", "application/json")
                                .header("X-Outbox-Console", "test")
                                .POST(BodyPublishers.ofString(
                                        path.matches("/(pause|resume)") ? "{\"all\":true}" : "{\"ids\":[\"a\"]}")));
        assertThat(description.problems(isQuestion ? "get" : "post", path, reply.status(), reply.body()))
                .as(operation + ": " + reply.status() + ' ' + reply.body())
                .isEmpty();
        return reply;
    }

    /** The lines of the stream of events. */
    BufferedReader events() throws IOException, InterruptedException {
        return new BufferedReader(new InputStreamReader(
                HttpClient.newHttpClient()
                        .send(request("/events").GET().build(), BodyHandlers.ofInputStream())
                        .body(),
                StandardCharsets.UTF_8));
    }

    /** Reads events until one of this name comes, and gives its data. */
    static String next(BufferedReader events, String name) {
        try {
            String line = events.readLine();
            while (line != null && !line.equals("event: " + name)) {
                line = events.readLine();
            }
            return events.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        String credential = Base64.getEncoder().encodeToString("operator:operator".getBytes(StandardCharsets.UTF_8));
        String query = unit.isEmpty() ? "" : (path.contains("?") ? "&" : "?") + "unit=" + unit;
        return client.request(api + path + query).header("Authorization", "Basic " + credential);
    }
}
