package io.outboxed.telemetry;

import static org.eclipse.microprofile.metrics.MetricUnits.NANOSECONDS;
import static org.eclipse.microprofile.metrics.MetricUnits.NONE;
import static org.eclipse.microprofile.metrics.MetricUnits.SECONDS;

import io.outboxed.admin.Backlog;
import io.outboxed.admin.Relay;
import io.outboxed.spi.OutboxListener;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** Metrics for MicroProfile Metrics, in the registry of the application. */
class MicroProfileMetrics extends Measuring {
    private final MetricRegistry registry;
    private final Relay relay;
    private final Set<Map<String, String>> registered = ConcurrentHashMap.newKeySet();

    /** Nothing where there is the API alone. */
    static OutboxListener find(Instance<Object> beans, Relay relay, Map<String, String> common) {
        Instance<MetricRegistry> registries = beans.select(MetricRegistry.class, Default.Literal.INSTANCE);
        return registries.isResolvable()
                ? new MicroProfileMetrics(registries.get(), relay, common)
                : new OutboxListener() {};
    }

    MicroProfileMetrics(MetricRegistry registry, Relay relay, Map<String, String> common) {
        super(common);
        this.registry = registry;
        this.relay = relay;
        register(Metric.AWAY_DURATION, this::awayDurations);
        gauge(Metric.AWAY, Map.of(), () -> relay.outages().size());
        gauge(Metric.RUNNING, Map.of(), () -> relay.isRunning() ? 1 : 0);
    }

    @Override
    public void backlog(Backlog backlog) {
        super.backlog(backlog);
        register(Metric.BACKLOG, this::backlogSizes);
        register(Metric.BACKLOG_AGE, this::backlogAges);
        register(Metric.AWAY_DURATION, this::awayDurations);
    }

    private List<Value> awayDurations() {
        return outages(relay.outages());
    }

    /** A gauge for each set of attributes that was ever seen; 0 where there is nothing any more. */
    private void register(Metric metric, Supplier<List<Value>> values) {
        for (Value each : values.get()) {
            if (registered.add(each.attributes())) {
                gauge(
                        metric,
                        each.attributes(),
                        () -> values.get().stream()
                                .filter(value -> value.attributes().equals(each.attributes()))
                                .mapToDouble(Value::value)
                                .sum());
            }
        }
    }

    private void gauge(Metric metric, Map<String, String> attributes, Supplier<Number> value) {
        registry.gauge(metadata(metric, metric.unit.equals("s") ? SECONDS : NONE), value, tags(attributes));
    }

    @Override
    void count(Metric metric, long by, Map<String, String> attributes) {
        registry.counter(metadata(metric, NONE), tags(attributes)).inc(by);
    }

    @Override
    void record(Metric metric, Duration value, Map<String, String> attributes) {
        // nanoseconds are what they count, though they show seconds
        registry.timer(metadata(metric, NANOSECONDS), tags(attributes)).update(value);
    }

    @Override
    void record(Metric metric, long value, Map<String, String> attributes) {
        registry.histogram(metadata(metric, NONE), tags(attributes)).update(value);
    }

    private static Metadata metadata(Metric metric, String unit) {
        return Metadata.builder()
                .withName(metric.id)
                .withUnit(unit)
                .withDescription(metric.description)
                .build();
    }

    /** Their names have no dots. */
    private Tag[] tags(Map<String, String> attributes) {
        return all(attributes).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> new Tag(each.getKey().replace('.', '_'), each.getValue()))
                .toArray(Tag[]::new);
    }
}
