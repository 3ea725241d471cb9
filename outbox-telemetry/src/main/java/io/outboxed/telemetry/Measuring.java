package io.outboxed.telemetry;

import io.outboxed.admin.Backlog;
import io.outboxed.admin.Count;
import io.outboxed.admin.DestinationBacklog;
import io.outboxed.spi.Entry;
import io.outboxed.spi.OutboxListener;
import io.outboxed.spi.SentBatch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;

/** Turns what happens into figures, whoever keeps them. */
abstract class Measuring implements OutboxListener {
    static final String DESTINATION = "messaging.destination.name";
    static final String ERROR = "error.type";
    static final String STATE = "outbox.state";
    static final String CIRCUIT = "outbox.away.name";
    static final String CONSUMER = "outbox.consumer";
    static final String UNIT = "outbox.unit";

    /** The unit of the outbox that has no name. */
    static final String MAIN = "_MAIN";

    /** Names come from messages: there may be any number of them, but not of time series. */
    private static final int MAX_NAMES = 500;

    private static final String OTHER = "_OTHER";

    /** Of a batch; a metric of MicroProfile has to have the same tags each time. */
    private static final String SEVERAL = "_SEVERAL";

    private final Set<String> destinations = ConcurrentHashMap.newKeySet();

    /** Those that were ever open. The store's is known from the start, as nothing else is told while it is away. */
    private final Set<String> circuits = new ConcurrentSkipListSet<>(Set.of("store"));

    private final Clock clock = Clock.systemUTC();
    private final Set<String> consumers = ConcurrentHashMap.newKeySet();
    private volatile List<DestinationBacklog> backlog = List.of();

    private final Map<String, String> common;

    /** With attributes that all figures have. */
    Measuring(Map<String, String> common) {
        this.common = common;
    }

    /** All attributes of a figure. */
    Map<String, String> all(Map<String, String> own) {
        if (common.isEmpty()) {
            return own;
        }
        Map<String, String> all = new HashMap<>(common);
        all.putAll(own);
        return all;
    }

    abstract void count(Metric metric, long by, Map<String, String> attributes);

    abstract void record(Metric metric, Duration value, Map<String, String> attributes);

    abstract void record(Metric metric, long value, Map<String, String> attributes);

    @Override
    public void published(int count) {
        count(Metric.PUBLISHED, count, Map.of());
    }

    @Override
    public void taken(int lane, Duration waited) {
        record(Metric.LANE_WAIT, waited, Map.of());
    }

    @Override
    public void sent(SentBatch batch) {
        Map<String, List<Entry>> byDestination = batch.entries().stream()
                .collect(Collectors.groupingBy(Entry::destination, LinkedHashMap::new, Collectors.toList()));
        byDestination.forEach((destination, entries) -> {
            Map<String, String> to = to(destination);
            count(Metric.SENT, entries.size(), send(destination));
            for (Entry entry : entries) {
                Duration lag = Duration.between(entry.envelope().occurred(), batch.ended());
                record(Metric.LAG, lag.isNegative() ? Duration.ZERO : lag, to);
            }
        });
        record(
                Metric.SEND_DURATION,
                batch.took(),
                send(
                        byDestination.size() == 1
                                ? byDestination.keySet().iterator().next()
                                : SEVERAL));
        record(Metric.BATCH, batch.entries().size(), Map.of());
        if (batch.duplicates() > 0) {
            count(Metric.DUPLICATES, batch.duplicates(), Map.of());
        }
    }

    @Override
    public void failed(Entry entry, int attempts, String error, Duration nextAttempt) {
        count(Metric.FAILED, 1, failure(entry, error));
    }

    @Override
    public void buried(Entry entry, int attempts, String error, boolean holdsKey) {
        count(Metric.BURIED, 1, failure(entry, error));
    }

    @Override
    public void expired(Entry entry) {
        count(Metric.EXPIRED, 1, to(entry.destination()));
    }

    @Override
    public void skipped(String consumer) {
        count(Metric.INBOX_DUPLICATES, 1, Map.of(CONSUMER, known(consumers, consumer)));
    }

    @Override
    public void backlog(Backlog found) {
        backlog = found.destinations();
    }

    /** A value of a gauge. */
    record Value(double value, Map<String, String> attributes) {}

    /** How many messages there are, by destination and state. */
    List<Value> backlogSizes() {
        return backlog.stream()
                .flatMap(each -> states(each).entrySet().stream()
                        .map(state -> new Value(
                                state.getValue().value(),
                                Map.of(DESTINATION, known(each.destination()), STATE, state.getKey()))))
                .toList();
    }

    /** How old the oldest is, by destination. */
    List<Value> backlogAges() {
        return backlog.stream()
                .map(each -> new Value(each.oldestAge().toMillis() / 1e3, to(each.destination())))
                .toList();
    }

    /** For how long each circuit has been open, by its name; 0 for one that was met and is closed again. */
    List<Value> outages(Map<String, Instant> outages) {
        Instant now = clock.instant();
        outages.keySet().stream().filter(name -> circuits.size() < MAX_NAMES).forEach(circuits::add);
        return circuits.stream()
                .map(name -> new Value(
                        outages.containsKey(name)
                                ? Math.max(
                                                0,
                                                Duration.between(outages.get(name), now)
                                                        .toMillis())
                                        / 1e3
                                : 0,
                        Map.of(CIRCUIT, name)))
                .toList();
    }

    private static Map<String, Count> states(DestinationBacklog backlog) {
        return Map.of(
                "ready", backlog.ready(),
                "waiting", backlog.waiting(),
                "retrying", backlog.retrying(),
                "scheduled", backlog.scheduled(),
                "dead", backlog.dead());
    }

    private Map<String, String> failure(Entry entry, String error) {
        return Map.of(DESTINATION, known(entry.destination()), ERROR, type(error));
    }

    /** The code or class at the start of what {@link OutboxListener} calls an error: of those there are few. */
    static String type(String error) {
        int end = 0;
        while (end < error.length()
                && (Character.isJavaIdentifierPart(error.charAt(end)) || "-.".indexOf(error.charAt(end)) >= 0)) {
            end++;
        }
        return end == 0 ? OTHER : error.substring(0, end);
    }

    private Map<String, String> send(String destination) {
        return Map.of("messaging.system", "jms", "messaging.operation.name", "send", DESTINATION, known(destination));
    }

    private Map<String, String> to(String destination) {
        return Map.of(DESTINATION, known(destination));
    }

    private String known(String destination) {
        return known(destinations, destination);
    }

    private static String known(Set<String> names, String name) {
        return names.contains(name) || names.size() < MAX_NAMES && names.add(name) ? name : OTHER;
    }
}
