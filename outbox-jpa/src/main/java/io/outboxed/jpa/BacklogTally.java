package io.outboxed.jpa;

import io.outboxed.admin.Count;
import io.outboxed.admin.DestinationBacklog;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Adds up by destination and state what a sample stands for. */
final class BacklogTally {
    static final String READY = "READY";

    /** The states beside it. */
    static final List<String> PARKED =
            List.of(States.WAITING, States.RETRYING, States.SCHEDULED, States.DEAD, States.HOLDING);

    private static final Set<String> UNDER_WAY = Set.of(READY, States.WAITING, States.RETRYING);

    private final Map<String, OfDestination> byDestination = new TreeMap<>();

    private static final class OfDestination {
        private final Map<String, Double> counts = new HashMap<>();
        private boolean exact = true;
        private long oldest = Long.MAX_VALUE;

        Count count(String... states) {
            double sum = 0;
            for (String state : states) {
                sum += counts.getOrDefault(state, 0.0);
            }
            return new Count(Math.round(sum), exact);
        }
    }

    /** One entry was seen, which stands for {@code weight} of them. */
    void add(String state, String destination, long occurred, double weight, boolean exact) {
        OfDestination of = byDestination.computeIfAbsent(destination, name -> new OfDestination());
        of.counts.merge(state, weight, Double::sum);
        of.exact &= exact && weight == 1;
        if (UNDER_WAY.contains(state)) {
            of.oldest = Math.min(of.oldest, occurred);
        }
    }

    List<DestinationBacklog> destinations(long now) {
        return byDestination.entrySet().stream()
                .map(each -> destination(each.getKey(), each.getValue(), now))
                .toList();
    }

    private static DestinationBacklog destination(String name, OfDestination of, long now) {
        // the application's clock set OCCURRED, so it may lie ahead of the database's
        long age = of.oldest == Long.MAX_VALUE ? 0 : Math.max(0, now - of.oldest);
        return new DestinationBacklog(
                name,
                of.count(READY),
                of.count(States.WAITING),
                of.count(States.RETRYING),
                of.count(States.SCHEDULED),
                of.count(States.DEAD, States.HOLDING),
                Duration.ofMillis(age));
    }
}
