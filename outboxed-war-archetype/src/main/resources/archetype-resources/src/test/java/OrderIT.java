package ${package};

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An order on a running server: stored, published, sent, received, shipped. */
class OrderIT {
    private static final URI ORDERS = URI.create(System.getProperty("application") + "/api/orders");

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void placedOrder_isShipped_whenItsMessageHasArrived() throws Exception {
        HttpResponse<String> placed = send(HttpRequest.newBuilder(ORDERS)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"customer\":\"ada\",\"item\":\"book\"}")));
        assertEquals(200, placed.statusCode(), placed.body());
        String id = placed.body().replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");

        HttpRequest.Builder order = HttpRequest.newBuilder(URI.create(ORDERS + "/" + id));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            String body = send(order).body();
            assertTrue(body.contains("\"shipped\":true"), body);
        });
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
