package io.outboxed.telemetry;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Histogram;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/** A registry of MicroProfile Metrics that keeps sums by name and tags. */
final class RecordingRegistry {
    final Map<String, Double> sums = new TreeMap<>();
    final Map<String, Supplier<?>> gauges = new TreeMap<>();
    private final Map<String, String> tagNamesOf = new TreeMap<>();

    final MetricRegistry registry = proxy(MetricRegistry.class, this::call);

    private interface Handler {
        Object call(Method method, Object... args);
    }

    private Object call(Method method, Object... args) {
        if (method.getName().equals("toString")) {
            return "registry";
        }
        String tags = args[args.length - 1] instanceof Tag[] given
                ? Arrays.stream(given)
                        .map(tag -> tag.getTagName() + "=" + tag.getTagValue())
                        .collect(Collectors.joining(","))
                : "";
        String metric = ((Metadata) args[0]).getName();
        String tagNames = tags.replaceAll("=[^,]*", "");
        if (!tagNamesOf.computeIfAbsent(metric, absent -> tagNames).equals(tagNames)) {
            throw new IllegalArgumentException(metric + " has other tags: " + tags); // as registries do
        }
        String name = metric + "{" + tags + "}";
        return switch (method.getName()) {
            case "counter" -> proxy(Counter.class, (m, a) -> add(name, ((Long) a[0]).doubleValue()));
            case "histogram" -> proxy(Histogram.class, (m, a) -> add(name, ((Long) a[0]).doubleValue()));
            case "timer" -> proxy(Timer.class, (m, a) -> add(name, ((Duration) a[0]).toMillis() / 1e3));
            case "gauge" -> gauges.put(name, (Supplier<?>) args[1]);
            default -> throw new UnsupportedOperationException(method.getName());
        };
    }

    private Object add(String name, double value) {
        sums.merge(name, value, Double::sum);
        return null;
    }

    private static <T> T proxy(Class<T> type, Handler handler) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> handler.call(method, args)));
    }
}
