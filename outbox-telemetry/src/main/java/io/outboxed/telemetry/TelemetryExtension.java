package io.outboxed.telemetry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;

/** Adds beans for what the server has. Of the rest no class is loaded. */
public class TelemetryExtension implements Extension {

    void add(@Observes BeforeBeanDiscovery event) {
        if (isThere("io.opentelemetry.api.OpenTelemetry")) {
            add(event, OpenTelemetryMetrics.class);
            add(event, OpenTelemetryTraces.class);
        }
        if (isThere("org.eclipse.microprofile.metrics.MetricRegistry")) {
            add(event, MicroProfileMetrics.class);
        }
        if (isThere("org.eclipse.microprofile.health.HealthCheck")) {
            add(event, Readiness.class);
            add(event, Liveness.class);
        }
    }

    private static boolean isThere(String name) {
        try {
            Class.forName(name, false, TelemetryExtension.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private static void add(BeforeBeanDiscovery event, Class<?> bean) {
        event.addAnnotatedType(bean, bean.getName()).add(ApplicationScoped.Literal.INSTANCE);
    }
}
