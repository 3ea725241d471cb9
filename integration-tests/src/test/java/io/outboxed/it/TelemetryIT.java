package io.outboxed.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.outboxed.Envelope;
import io.outboxed.Outbox;
import io.outboxed.it.onejvm.OneJvm;
import io.outboxed.telemetry.MessageContext;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.jms.Message;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is to be seen of a relay at work, with a real database and a real broker. */
@Tag("once")
class TelemetryIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final InMemorySpanExporter SPANS = InMemorySpanExporter.create();

    private static final OpenTelemetrySdk TELEMETRY = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(SPANS))
                    .build())
            .setPropagators(ContextPropagators.create(TextMapPropagator.composite(
                    W3CTraceContextPropagator.getInstance(), W3CBaggagePropagator.getInstance())))
            .build();

    /** As a server has it. */
    @Dependent
    public static class ServersTelemetry {
        @Produces
        OpenTelemetry openTelemetry() {
            return TELEMETRY;
        }
    }

    @BeforeEach
    void forgetSpans() {
        SPANS.reset();
    }

    @Test
    void trace_goes_from_the_publisher_through_outbox_and_broker_to_the_consumer() throws Exception {
        try (OneJvm server = new OneJvm(settings -> settings, ServersTelemetry.class)) {
            server.startRelay();
            Span request =
                    TELEMETRY.getTracer("shop").spanBuilder("POST /orders").startSpan();
            try (Scope ignored = Context.current()
                    .with(request)
                    .with(Baggage.builder().put("tenant", "acme").build())
                    .makeCurrent()) {
                publish(server, "o1");
            }
            request.end();
            publish(server, "o2"); // without a trace

            Awaitility.await().atMost(PATIENCE).until(() -> server.broker().count("orders") == 2);
            List<Message> messages = server.broker().receiveAll("orders");
            Context received = MessageContext.of(messages.get(0), TELEMETRY);
            TELEMETRY
                    .getTracer("shop")
                    .spanBuilder("process orders")
                    .setSpanKind(SpanKind.CONSUMER)
                    .setParent(received)
                    .startSpan()
                    .end();

            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> SPANS.getFinishedSpanItems().size() == 3);
            assertThat(SPANS.getFinishedSpanItems())
                    .extracting(SpanData::getName)
                    .containsExactlyInAnyOrder("POST /orders", "send orders", "process orders");
            assertThat(SPANS.getFinishedSpanItems())
                    .allSatisfy(span -> assertThat(span.getTraceId())
                            .isEqualTo(request.getSpanContext().getTraceId()));
            assertThat(Baggage.fromContext(received).getEntryValue("tenant")).isEqualTo("acme");
            assertThat(messages.get(1).getStringProperty("traceparent")).isNull();
        }
    }

    private static void publish(OneJvm server, String text) throws Exception {
        Outbox outbox = server.get(Outbox.class);
        server.inTransaction(
                () -> outbox.publish(Envelope.of(text).to("orders").key("k").build()));
    }

    @Test
    void jmx_tells_what_was_sent_and_what_is_away() throws Exception {
        try (OneJvm server = new OneJvm(settings -> settings)) {
            server.startRelay();
            publish(server, "o1");
            Awaitility.await().atMost(PATIENCE).until(() -> attribute("Sent").equals(1L));
            assertThat(attribute("Published")).isEqualTo(1L);
            assertThat(attribute("Running")).isEqualTo(true);
            assertThat((String[]) attribute("Away")).isEmpty();
            assertThat((double) attribute("LagSeconds")).isBetween(0.0, 30.0);

            server.broker().stop();
            publish(server, "o2");
            Awaitility.await().atMost(PATIENCE).until(() -> ((String[]) attribute("Away")).length == 1);
            Awaitility.await().atMost(PATIENCE).until(() -> attribute("Ready").equals(1L));
            assertThat((double) attribute("OldestAgeSeconds")).isPositive();
            server.broker().start();
            Awaitility.await().atMost(PATIENCE).until(() -> attribute("Sent").equals(2L));
        }
        assertThat(names()).isEmpty();
    }

    private static Object attribute(String name) throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        return server.getAttribute(names().get(0), name);
    }

    private static List<ObjectName> names() throws Exception {
        return List.copyOf(ManagementFactory.getPlatformMBeanServer()
                .queryNames(new ObjectName("io.outboxed:type=Outbox,*"), null));
    }
}
