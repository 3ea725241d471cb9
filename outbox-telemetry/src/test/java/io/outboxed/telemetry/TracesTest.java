package io.outboxed.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.outboxed.spi.Entry;
import io.outboxed.spi.Envelopes;
import io.outboxed.spi.SentBatch;
import jakarta.jms.Message;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TracesTest {
    private final Container container = new Container();
    private final Span publisher =
            container.telemetry.getTracer("test").spanBuilder("POST /orders").startSpan();

    @AfterEach
    void close() {
        container.close();
    }

    private Map<String, Object> headersOfThePublisher() {
        try (Scope ignored = Context.current()
                .with(publisher)
                .with(Baggage.builder().put("tenant", "acme").build())
                .makeCurrent()) {
            return container.contextHeaders();
        }
    }

    private static Entry entry(Map<String, Object> headers) {
        return new Entry(
                0,
                1,
                0,
                0,
                Envelopes.sealed("a", "orders", "T", null, Envelopes.text("x"), headers, null, 4, Instant.EPOCH));
    }

    private void send(Map<String, Object> headers) {
        container.tell(each -> each.sent(
                new SentBatch(0, List.of(entry(headers)), 0, Instant.ofEpochSecond(10), Duration.ofMillis(5))));
    }

    @Test
    void message_carries_the_trace_and_the_baggage_of_its_publisher() {
        assertThat(headersOfThePublisher())
                .containsEntry("baggage", "tenant=acme")
                .hasEntrySatisfying(
                        "traceparent",
                        value -> assertThat((String) value)
                                .contains(
                                        publisher.getSpanContext().getTraceId(),
                                        publisher.getSpanContext().getSpanId()));
    }

    @Test
    void message_without_a_trace_carries_nothing() {
        assertThat(container.contextHeaders()).isEmpty();
    }

    @Test
    void sending_is_a_span_of_the_publishers_trace() {
        send(headersOfThePublisher());

        assertThat(container.spans.getFinishedSpanItems()).hasSize(1);
        SpanData span = container.spans.getFinishedSpanItems().get(0);
        assertThat(span.getName()).isEqualTo("send orders");
        assertThat(span.getKind()).isEqualTo(SpanKind.PRODUCER);
        assertThat(span.getTraceId()).isEqualTo(publisher.getSpanContext().getTraceId());
        assertThat(span.getParentSpanId()).isEqualTo(publisher.getSpanContext().getSpanId());
        assertThat(span.getStartEpochNanos()).isEqualTo(TimeUnit.SECONDS.toNanos(10));
        assertThat(span.getEndEpochNanos() - span.getStartEpochNanos()).isEqualTo(5_000_000);
        assertThat(span.getAttributes().get(AttributeKey.stringKey("messaging.message.id")))
                .isEqualTo("a");
    }

    @Test
    void message_without_a_trace_begins_none() {
        send(Map.of());

        assertThat(container.spans.getFinishedSpanItems()).isEmpty();
    }

    @Test
    void failed_attempt_is_a_span_with_its_error_and_nothing_else_of_it() {
        Entry entry = entry(headersOfThePublisher());

        container.tell(each -> each.failed(entry, 2, "OUTBOX-4003: no such queue", Duration.ZERO));

        SpanData span = container.spans.getFinishedSpanItems().get(0);
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(span.getAttributes().get(AttributeKey.stringKey("error.type")))
                .isEqualTo("OUTBOX-4003");
        assertThat(span.getAttributes().get(AttributeKey.longKey("outbox.attempts")))
                .isEqualTo(2);
    }

    @Test
    void consumer_continues_the_trace() throws Exception {
        Map<String, Object> properties = headersOfThePublisher();
        Message message = (Message) Proxy.newProxyInstance(
                Message.class.getClassLoader(),
                new Class<?>[] {Message.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "getPropertyNames" -> Collections.enumeration(properties.keySet());
                    case "getObjectProperty" -> properties.get((String) args[0]);
                    default -> throw new UnsupportedOperationException(method.getName());
                });

        Context context = MessageContext.of(message, container.telemetry);

        assertThat(Span.fromContext(context).getSpanContext().getTraceId())
                .isEqualTo(publisher.getSpanContext().getTraceId());
        assertThat(Baggage.fromContext(context).getEntryValue("tenant")).isEqualTo("acme");
    }
}
