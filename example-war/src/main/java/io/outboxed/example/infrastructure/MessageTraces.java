package io.outboxed.example.infrastructure;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.outboxed.telemetry.MessageContext;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;

/** Continues the trace in which a message was published. On a server without OpenTelemetry it does nothing. */
@ApplicationScoped
public class MessageTraces {

    /** What a request may bring along as baggage: {@code baggage: channel=phone}. */
    private static final String CHANNEL = "channel";

    @Inject
    private Instance<OpenTelemetry> servers;

    private OpenTelemetry telemetry;

    /** A consumer's work. */
    @FunctionalInterface
    public interface Work {
        void run() throws JMSException;
    }

    @PostConstruct
    void open() {
        telemetry = servers.isResolvable() ? servers.get() : GlobalOpenTelemetry.get();
    }

    /** Does the work in a span. What it publishes itself goes on in the same trace, with the same baggage. */
    public void process(String destination, Message message, Work work) throws JMSException {
        Context publisher = MessageContext.of(message, telemetry);
        Span span = span(destination, message, publisher).startSpan();
        try (Scope ignored = publisher.with(span).makeCurrent()) {
            work.run();
        } catch (JMSException | RuntimeException e) {
            span.setStatus(StatusCode.ERROR)
                    .setAttribute("error.type", e.getClass().getName());
            throw e;
        } finally {
            span.end();
        }
    }

    private SpanBuilder span(String destination, Message message, Context publisher) throws JMSException {
        SpanBuilder span = telemetry
                .getTracer("shop")
                .spanBuilder("process " + destination)
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(publisher)
                .setAttribute("messaging.system", "jms")
                .setAttribute("messaging.operation.name", "process")
                .setAttribute("messaging.operation.type", "process")
                .setAttribute("messaging.destination.name", destination)
                .setAttribute("messaging.message.id", message.getStringProperty("outbox_id"));
        String channel = Baggage.fromContext(publisher).getEntryValue(CHANNEL);
        return channel == null ? span : span.setAttribute("shop.channel", channel);
    }
}
