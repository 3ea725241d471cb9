package io.outboxed.example.server;

import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_CONSUMER;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_PRODUCER;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_SERVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.outboxed.example.server.SpanReceiver.Received;
import io.outboxed.harness.Reply;
import io.outboxed.harness.Shop;
import io.outboxed.harness.ShopClient;
import io.outboxed.harness.Traffic;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A trace from the request of a client through two messages, as the server's own OpenTelemetry tells it to a collector. */
@Tag("tracing")
class TracingIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** The client's span. */
    private static final String CALLER = "00f067aa0ba902b7";

    private static SpanReceiver receiver;
    private static Shop shop;
    private static ShopClient client;

    @BeforeAll
    static void start() throws Exception {
        receiver = SpanReceiver.start();
        shop = Shop.beside(
                "tracing",
                "-Dotel.sdk.disabled=false",
                "-Dotel.exporter.otlp.protocol=http/protobuf",
                "-Dotel.exporter.otlp.endpoint=" + receiver.endpoint(),
                "-Dotel.metrics.exporter=none",
                "-Dotel.logs.exporter=none",
                "-Dotel.bsp.schedule.delay=100");
        shop.start();
        client = shop.client();
    }

    @AfterAll
    static void stop() {
        if (shop != null) {
            shop.kill();
        }
        if (receiver != null) {
            receiver.close();
        }
    }

    @Test
    void anOrder_isOneTraceFromTheRequestToItsLastConsumer() throws Exception {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        long order = order(trace, "01");
        Traffic.awaitShipped(client, order);
        awaitSpans(each -> each.traceId().equals(trace), 5);

        Received request = only(trace, SPAN_KIND_SERVER, "orders");
        assertThat(request.parentId()).isEqualTo(CALLER);

        // Sending and processing are both children of what was current when the message was published.
        assertMessage(trace, "orders", messageId("orders", order), request);
        assertMessage(
                trace, "shipments", messageId("shipments", order), only(trace, SPAN_KIND_CONSUMER, "process orders"));
    }

    private static void assertMessage(String trace, String destination, String id, Received publisher) {
        Received send = only(trace, SPAN_KIND_PRODUCER, "send " + destination);
        assertThat(send.parentId()).isEqualTo(publisher.id());
        assertThat(send.attributes())
                .containsEntry("messaging.system", "jms")
                .containsEntry("messaging.operation.name", "send")
                .containsEntry("messaging.operation.type", "send")
                .containsEntry("messaging.destination.name", destination)
                .containsEntry("messaging.message.id", id)
                .containsEntry("messaging.batch.message_count", "1");

        Received process = only(trace, SPAN_KIND_CONSUMER, "process " + destination);
        assertThat(process.parentId()).isEqualTo(publisher.id());
        assertThat(process.attributes())
                .containsEntry("messaging.message.id", id)
                .as("baggage of the request")
                .containsEntry("shop.channel", "phone");
    }

    @Test
    void aMessageThatWasPublishedWithoutATrace_arrivesAndItsConsumerBeginsOne() throws Exception {
        client.post("load", "{\"orders\":1,\"threads\":1,\"customers\":1}");
        Traffic.awaitAllShippedInOrder(client, List.of());
        JsonObject placed = newest("orders", each -> each.getString("key").equals("customer-1"));

        awaitSpans(each -> isProcessing("orders", placed.getString("id"), each), 1);

        Received process = receiver.spans().stream()
                .filter(each -> isProcessing("orders", placed.getString("id"), each))
                .findFirst()
                .orElseThrow();
        assertThat(process.parentId()).isEmpty();
        assertThat(process.attributes()).doesNotContainKey("shop.channel");
        assertThat(receiver.spans())
                .noneMatch(each -> each.name().equals("send orders")
                        && placed.getString("id").equals(each.attributes().get("messaging.message.id")));
    }

    @Test
    void aTraceThatIsNotSampled_isNotTold() throws Exception {
        String unsampled = "4bf92f3577b34da6a3ce929d0e0e4737";
        String sampled = "4bf92f3577b34da6a3ce929d0e0e4738";
        Traffic.awaitShipped(client, order(unsampled, "00"));
        Traffic.awaitShipped(client, order(sampled, "01"));

        awaitSpans(each -> each.traceId().equals(sampled), 5);

        assertThat(receiver.spans()).noneMatch(each -> each.traceId().equals(unsampled));
    }

    /** Orders by telephone, as part of a client's trace. */
    private static long order(String trace, String flags) throws IOException, InterruptedException {
        Reply reply = client.send(client.request("orders")
                .header("Content-Type", "application/json")
                .header("traceparent", "00-" + trace + "-" + CALLER + "-" + flags)
                .header("baggage", "channel=phone")
                .POST(BodyPublishers.ofString("{\"customer\":\"traced\",\"item\":\"book\",\"quantity\":1}")));
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return reply.object().getInt("id");
    }

    private static void awaitSpans(Predicate<Received> which, int count) {
        await().atMost(LIMIT)
                .untilAsserted(() ->
                        assertThat(receiver.spans().stream().filter(which)).hasSizeGreaterThanOrEqualTo(count));
    }

    private static Received only(String trace, SpanKind kind, String name) {
        List<Received> found = receiver.spans().stream()
                .filter(each -> each.traceId().equals(trace)
                        && each.kind() == kind
                        && each.name().endsWith(name))
                .toList();
        assertThat(found).as("%s of %s", name, receiver.spans()).hasSize(1);
        return found.get(0);
    }

    private static boolean isProcessing(String destination, String id, Received span) {
        return span.name().equals("process " + destination)
                && id.equals(span.attributes().get("messaging.message.id"));
    }

    private static String messageId(String destination, long order) throws Exception {
        return newest(destination, each -> each.getInt("orderId") == order).getString("id");
    }

    private static JsonObject newest(String destination, Predicate<JsonObject> which) throws Exception {
        return client.get("deliveries?destination=" + destination + "&order=desc&limit=100").array().stream()
                .map(JsonObject.class::cast)
                .filter(which)
                .findFirst()
                .orElseThrow();
    }
}
