package io.outboxed.example.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outboxed.harness.Shop;
import io.outboxed.harness.ShopClient;
import io.outboxed.harness.Traffic;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What Payara shows of the outbox by MicroProfile Metrics and MicroProfile Health. */
@Tag("microprofile")
class TelemetryIT {
    private Shop shop;
    private ShopClient client;

    @BeforeEach
    void open() throws Exception {
        shop = Shop.open();
        client = shop.client();
    }

    private String get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(shop.server().uri(path)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private double metric(String sample) throws IOException, InterruptedException {
        Matcher line = Pattern.compile("(?m)^" + sample + " (\\S+)$").matcher(get("/metrics?scope=application"));
        assertThat(line.find()).as(sample).isTrue();
        return Double.parseDouble(line.group(1));
    }

    @Test
    void anOrder_isCountedAndTimed() throws Exception {
        long order = client.order("telemetry", "book", 1).object().getInt("id");
        Traffic.awaitShipped(client, order);

        String orders = "\\{messaging_destination_name=\"orders\"[^}]*\\}";
        assertThat(metric("outbox_published_messages_total\\{[^}]*\\}")).isPositive();
        assertThat(metric("messaging_client_sent_messages_total" + orders)).isPositive();
        assertThat(metric("messaging_client_operation_duration_seconds_max" + orders))
                .isBetween(0.000_001, 60.0);
        assertThat(metric("outbox_lag_seconds_sum" + orders)).isPositive();
        assertThat(metric("outbox_relay_running\\{[^}]*\\}")).isEqualTo(1);
        assertThat(metric("outbox_away\\{[^}]*\\}")).isZero();
    }

    @Test
    void relayThatRuns_isReadyAndAlive() throws Exception {
        await().atMost(Duration.ofSeconds(60)).until(() -> get("/health/ready").contains("oldest age, s"));

        assertThat(get("/health/ready")).contains("{\"name\":\"outbox\",\"status\":\"UP\"");
        assertThat(get("/health/live")).contains("{\"name\":\"outbox\",\"status\":\"UP\"");
    }
}
