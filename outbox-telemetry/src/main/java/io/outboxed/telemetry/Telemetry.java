package io.outboxed.telemetry;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapSetter;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Instance;
import java.util.Map;

/** What metrics and traces have in common. */
final class Telemetry {
    static final String SCOPE = "io.outboxed";

    private static final String DASH = "__dash__";

    static final TextMapSetter<Map<String, Object>> SETTER =
            (headers, name, value) -> headers.put(toHeader(name), value);

    static final TextMapGetter<Map<String, Object>> GETTER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, Object> headers) {
            return headers.keySet().stream().map(Telemetry::toField).toList();
        }

        @Override
        public String get(Map<String, Object> headers, String field) {
            return headers.get(toHeader(field)) instanceof String text ? text : null;
        }
    };

    private Telemetry() {}

    /** The application's or the server's, else the global one, which a Java agent sets. */
    static OpenTelemetry find(Instance<Object> beans) {
        Instance<OpenTelemetry> telemetries = beans.select(OpenTelemetry.class, Default.Literal.INSTANCE);
        return telemetries.isResolvable() ? telemetries.get() : GlobalOpenTelemetry.get();
    }

    /** Headers must be Java identifiers; this is how OpenTelemetry's own instrumentation of JMS writes them. */
    static String toHeader(String field) {
        return field.replace("-", DASH);
    }

    static String toField(String header) {
        return header.replace(DASH, "-");
    }
}
