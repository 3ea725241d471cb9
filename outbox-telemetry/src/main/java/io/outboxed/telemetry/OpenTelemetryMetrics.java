package io.outboxed.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.DoubleHistogramBuilder;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleGauge;
import io.outboxed.admin.Relay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Metrics for OpenTelemetry. */
class OpenTelemetryMetrics extends Measuring implements AutoCloseable {
    /** Seconds, as the semantic conventions advise, and longer ones for outages. */
    private static final List<Double> BOUNDARIES =
            List.of(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 60.0, 300.0, 3_600.0);

    private final Map<Metric, LongCounter> counters = new EnumMap<>(Metric.class);
    private final Map<Metric, DoubleHistogram> seconds = new EnumMap<>(Metric.class);
    private final List<ObservableDoubleGauge> gauges = new ArrayList<>();
    private final Map<Map<String, String>, Attributes> known = new ConcurrentHashMap<>();
    private final LongHistogram batch;

    OpenTelemetryMetrics(OpenTelemetry telemetry, Relay relay, Map<String, String> common) {
        super(common);
        Meter meter = telemetry.getMeter(Telemetry.SCOPE);
        for (Metric metric : List.of(
                Metric.PUBLISHED,
                Metric.SENT,
                Metric.DUPLICATES,
                Metric.FAILED,
                Metric.BURIED,
                Metric.EXPIRED,
                Metric.INBOX_DUPLICATES)) {
            counters.put(
                    metric,
                    meter.counterBuilder(metric.id)
                            .setUnit(metric.unit)
                            .setDescription(metric.description)
                            .build());
        }
        for (Metric metric : List.of(Metric.SEND_DURATION, Metric.LAG, Metric.LANE_WAIT)) {
            seconds.put(
                    metric,
                    withBoundaries(meter.histogramBuilder(metric.id)
                                    .setUnit(metric.unit)
                                    .setDescription(metric.description))
                            .build());
        }
        batch = meter.histogramBuilder(Metric.BATCH.id)
                .ofLongs()
                .setUnit(Metric.BATCH.unit)
                .setDescription(Metric.BATCH.description)
                .build();
        gauge(meter, Metric.BACKLOG, this::backlogSizes);
        gauge(meter, Metric.BACKLOG_AGE, this::backlogAges);
        gauge(meter, Metric.AWAY, () -> List.of(new Value(relay.outages().size(), Map.of())));
        gauge(meter, Metric.AWAY_DURATION, () -> outages(relay.outages()));
        gauge(meter, Metric.RUNNING, () -> List.of(new Value(relay.isRunning() ? 1 : 0, Map.of())));
    }

    /** An older API, as Payara 6 has it, takes none; its SDK's defaults are for milliseconds. */
    private static DoubleHistogramBuilder withBoundaries(DoubleHistogramBuilder builder) {
        try {
            return builder.setExplicitBucketBoundariesAdvice(BOUNDARIES);
        } catch (NoSuchMethodError e) {
            return builder;
        }
    }

    private void gauge(Meter meter, Metric metric, Supplier<List<Value>> values) {
        gauges.add(meter.gaugeBuilder(metric.id)
                .setUnit(metric.unit)
                .setDescription(metric.description)
                .buildWithCallback(measurement ->
                        values.get().forEach(each -> measurement.record(each.value(), attributes(each.attributes())))));
    }

    @Override
    public void close() {
        gauges.forEach(ObservableDoubleGauge::close);
    }

    @Override
    void count(Metric metric, long by, Map<String, String> attributes) {
        counters.get(metric).add(by, attributes(attributes));
    }

    @Override
    void record(Metric metric, Duration value, Map<String, String> attributes) {
        seconds.get(metric).record(value.toNanos() / 1e9, attributes(attributes));
    }

    @Override
    void record(Metric metric, long value, Map<String, String> attributes) {
        batch.record(value, attributes(attributes));
    }

    private Attributes attributes(Map<String, String> values) {
        return known.computeIfAbsent(values, own -> attributesOf(all(own)));
    }

    private static Attributes attributesOf(Map<String, String> values) {
        AttributesBuilder builder = Attributes.builder();
        values.forEach(builder::put);
        return builder.build();
    }
}
