package io.outboxed.telemetry;

import io.outboxed.admin.Relay;
import io.outboxed.spi.ActiveConfig;
import io.outboxed.spi.ContextHeaders;
import io.outboxed.spi.OutboxListener;
import io.outboxed.spi.PerUnit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Map;

/**
 * Makes beans for what the server has. Of the rest no class is loaded: neither this class nor any other that a container finds by an annotation
 * names a type of an API that may be missing, as containers warn of such classes.
 */
@ApplicationScoped
@PerUnit
class TelemetryBeans {
    private static final String OPEN_TELEMETRY = "io.opentelemetry.api.OpenTelemetry";
    private static final String METRICS = "io.outboxed.telemetry.metrics";

    @Inject
    @Any
    private Instance<Object> beans;

    @Inject
    private Relay relay;

    @Inject
    private ActiveConfig config;

    /** Whether the server has that class. */
    static boolean isThere(String name) {
        try {
            Class.forName(name, false, TelemetryBeans.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** An attribute of all figures, where there are several outboxes. */
    private Map<String, String> unit() {
        return config.units().isEmpty()
                ? Map.of()
                : Map.of(Measuring.UNIT, config.unit().isEmpty() ? Measuring.MAIN : config.unit());
    }

    @Produces
    @ApplicationScoped
    @Named(METRICS)
    OutboxListener openTelemetryMetrics() {
        return isThere(OPEN_TELEMETRY)
                ? new OpenTelemetryMetrics(Telemetry.find(beans), relay, unit())
                : new OutboxListener() {};
    }

    void close(@Disposes @Named(METRICS) OutboxListener metrics) throws Exception {
        if (metrics instanceof AutoCloseable open) {
            open.close();
        }
    }

    @Produces
    @ApplicationScoped
    @Named("io.outboxed.telemetry.traces")
    OutboxListener openTelemetryTraces() {
        return isThere(OPEN_TELEMETRY) ? new OpenTelemetryTraces(Telemetry.find(beans)) : new OutboxListener() {};
    }

    @Produces
    @ApplicationScoped
    ContextHeaders traceHeaders() {
        return isThere(OPEN_TELEMETRY)
                ? new OpenTelemetryTraces(Telemetry.find(beans))
                : (id, destination, type) -> Map.of();
    }

    @Produces
    @ApplicationScoped
    @Named("io.outboxed.telemetry.microprofile")
    OutboxListener microProfileMetrics() {
        return isThere("org.eclipse.microprofile.metrics.MetricRegistry")
                ? MicroProfileMetrics.find(beans, relay, unit())
                : new OutboxListener() {};
    }
}
