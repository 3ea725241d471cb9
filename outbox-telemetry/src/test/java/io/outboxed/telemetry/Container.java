package io.outboxed.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.outboxed.OutboxConfig;
import io.outboxed.admin.Relay;
import io.outboxed.spi.ActiveConfig;
import io.outboxed.spi.ContextHeaders;
import io.outboxed.spi.OutboxListener;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** CDI with this module in it, a relay that does nothing, and registries that remember. */
final class Container implements AutoCloseable {
    final InMemorySpanExporter spans = InMemorySpanExporter.create();
    final InMemoryMetricReader metrics = InMemoryMetricReader.create();
    final Map<String, Instant> outages = new TreeMap<>();
    final RecordingRegistry registry = new RecordingRegistry();
    boolean running = true;
    OutboxConfig config = OutboxConfig.builder().build();

    final OpenTelemetrySdk telemetry = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build())
            .setMeterProvider(
                    SdkMeterProvider.builder().registerMetricReader(metrics).build())
            .setPropagators(ContextPropagators.create(TextMapPropagator.composite(
                    W3CTraceContextPropagator.getInstance(), W3CBaggagePropagator.getInstance())))
            .build();

    private final SeContainer cdi = SeContainerInitializer.newInstance()
            .disableDiscovery()
            .addBeanClasses(TelemetryBeans.class, HealthBeans.class)
            .addExtensions(new Beans(Map.of(
                    OpenTelemetry.class,
                    telemetry,
                    MetricRegistry.class,
                    registry.registry,
                    Relay.class,
                    relay(),
                    ActiveConfig.class,
                    (ActiveConfig) () -> config)))
            .initialize();

    private Relay relay() {
        return (Relay) Proxy.newProxyInstance(
                Relay.class.getClassLoader(),
                new Class<?>[] {Relay.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "isRunning" -> running;
                    case "outages" -> outages;
                    case "toString" -> "relay";
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    void tell(Consumer<OutboxListener> what) {
        cdi.select(OutboxListener.class, Any.Literal.INSTANCE).forEach(what);
    }

    Map<String, Object> contextHeaders() {
        return cdi.select(ContextHeaders.class, Any.Literal.INSTANCE).get().of("id", "orders", "OrderPlaced");
    }

    <T> T get(Class<T> type, Annotation... qualifiers) {
        return cdi.select(type, qualifiers).get();
    }

    Map<String, MetricData> measured() {
        return metrics.collectAllMetrics().stream().collect(Collectors.toMap(MetricData::getName, each -> each));
    }

    void undeploy() {
        cdi.close();
    }

    @Override
    public void close() {
        if (cdi.isRunning()) {
            cdi.close();
        }
        telemetry.close();
    }
}
