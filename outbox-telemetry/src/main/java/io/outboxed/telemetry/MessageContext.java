package io.outboxed.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;

/**
 * The context in which a message was published, for a consumer that is to continue its trace:
 *
 * <pre>{@code
 * Context publisher = MessageContext.of(message, openTelemetry);
 * Span span = tracer.spanBuilder("process orders")
 *         .setSpanKind(SpanKind.CONSUMER)
 *         .setParent(publisher)
 *         .startSpan();
 * try (Scope ignored = publisher.with(span).makeCurrent()) {
 *     // what is published here goes on in the same trace, with the same baggage
 * } finally {
 *     span.end();
 * }
 * }</pre>
 *
 * <p>Where OpenTelemetry's Java agent watches over JMS, nothing has to be done: it reads the same properties.
 */
public final class MessageContext {

    private MessageContext() {}

    /**
     * Reads it, with its baggage, from the message's properties.
     *
     * @param openTelemetry its propagators tell which properties
     * @return the root context if the message has none
     * @throws JMSException if the message cannot be read
     */
    public static Context of(Message message, OpenTelemetry openTelemetry) throws JMSException {
        Map<String, Object> headers = new HashMap<>();
        for (Enumeration<?> names = message.getPropertyNames(); names.hasMoreElements(); ) {
            String name = (String) names.nextElement();
            headers.put(name, message.getObjectProperty(name));
        }
        return openTelemetry.getPropagators().getTextMapPropagator().extract(Context.root(), headers, Telemetry.GETTER);
    }
}
