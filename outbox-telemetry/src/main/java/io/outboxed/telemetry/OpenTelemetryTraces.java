package io.outboxed.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.outboxed.spi.ContextHeaders;
import io.outboxed.spi.Entry;
import io.outboxed.spi.OutboxListener;
import io.outboxed.spi.SentBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Traces for OpenTelemetry. The publisher's context goes with the message, so that its consumer continues the trace; and each sending is
 * a span of that trace, a child of what was current when the message was published.
 */
class OpenTelemetryTraces implements ContextHeaders, OutboxListener {
    private final Tracer tracer;
    private final TextMapPropagator propagator;

    OpenTelemetryTraces(OpenTelemetry telemetry) {
        tracer = telemetry.getTracer(Telemetry.SCOPE);
        propagator = telemetry.getPropagators().getTextMapPropagator();
    }

    @Override
    public Map<String, Object> of(String id, String destination, String type) {
        Map<String, Object> headers = new HashMap<>();
        propagator.inject(Context.current(), headers, Telemetry.SETTER);
        return headers;
    }

    @Override
    public void sent(SentBatch batch) {
        for (Entry entry : batch.entries()) {
            Context publisher = publisher(entry);
            if (isTraced(publisher)) {
                span(entry, publisher, batch.began())
                        .setAttribute(
                                "messaging.batch.message_count", batch.entries().size())
                        .startSpan()
                        .end(batch.ended());
            }
        }
    }

    @Override
    public void failed(Entry entry, int attempts, String error, Duration nextAttempt) {
        failure(entry, attempts, error);
    }

    @Override
    public void buried(Entry entry, int attempts, String error, boolean holdsKey) {
        failure(entry, attempts, error);
    }

    private void failure(Entry entry, int attempts, String error) {
        Context publisher = publisher(entry);
        if (isTraced(publisher)) {
            span(entry, publisher, Instant.EPOCH)
                    .setAttribute("error.type", Measuring.type(error))
                    .setAttribute("outbox.attempts", attempts)
                    .startSpan()
                    .setStatus(StatusCode.ERROR, error)
                    .end();
        }
    }

    private Context publisher(Entry entry) {
        return propagator.extract(Context.root(), entry.envelope().headers(), Telemetry.GETTER);
    }

    private static boolean isTraced(Context publisher) {
        return Span.fromContext(publisher).getSpanContext().isSampled();
    }

    private SpanBuilder span(Entry entry, Context parent, Instant began) {
        SpanBuilder builder = tracer.spanBuilder("send " + entry.destination())
                .setSpanKind(SpanKind.PRODUCER)
                .setParent(parent)
                .setAttribute("messaging.system", "jms")
                .setAttribute("messaging.operation.name", "send")
                .setAttribute("messaging.operation.type", "send")
                .setAttribute("messaging.destination.name", entry.destination())
                .setAttribute("messaging.message.id", entry.id());
        return began.equals(Instant.EPOCH) ? builder : builder.setStartTimestamp(began);
    }
}
