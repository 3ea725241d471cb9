package io.outboxed.internal.relay;

import io.outboxed.spi.Sender;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where entries go, and where they cannot go at the moment: an operator has paused the destination, or the circuit of its
 * sender is open.
 *
 * <p><b>Threads:</b> any number.
 */
public final class Routes {
    /** Stands for all destinations among the paused ones. */
    public static final String ALL = "*";

    private final List<Route> routes;
    private final Map<String, Outage> destinationOutages = new ConcurrentHashMap<>();
    private final Set<String> metOpen = ConcurrentHashMap.newKeySet();
    private final AtomicLong openings = new AtomicLong(1);
    private volatile Set<String> paused = Set.of();

    /** An entry takes the route of the first sender that accepts its destination. */
    public Routes(List<Sender> senders) {
        this.routes = senders.stream().map(Route::new).toList();
    }

    Optional<Route> to(String destination) {
        for (Route route : routes) {
            if (route.sender().accepts(destination)) {
                return Optional.of(route);
            }
        }
        return Optional.empty();
    }

    /** The route whose circuit it is; empty if it is that of a destination. */
    Optional<Route> of(Outage outage) {
        return routes.stream().filter(route -> route.outage() == outage).findFirst();
    }

    /** With a single one, an outage stops everything; with several, entries of the others go on. */
    boolean isSingle() {
        return routes.size() == 1;
    }

    /** Whether entries to it must not be sent now, while others may. */
    boolean isHeld(String destination) {
        return isPaused(destination) || isUnreachable(destination);
    }

    boolean isPaused(String destination) {
        return paused.contains(destination);
    }

    boolean isAllPaused() {
        return paused.contains(ALL);
    }

    private boolean isUnreachable(String destination) {
        Outage own = destinationOutages.get(destination);
        if (own != null && own.isOpen()) {
            return true;
        }
        boolean unreachable = !isSingle()
                && to(destination).map(route -> route.outage().isOpen()).orElse(false);
        if (unreachable) {
            metOpen.add(destination);
        }
        return unreachable;
    }

    /** The circuit of one destination, if it ever was away while its sender was not. */
    Optional<Outage> outageOf(String destination) {
        return destinationOutages.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(destinationOutages.get(destination));
    }

    /** As {@link #outageOf}, made if there is none. */
    Outage outageFor(String destination) {
        return destinationOutages.computeIfAbsent(destination, name -> new Outage("destination " + name));
    }

    /** The destinations that are held, as far as entries to them were met. */
    Set<String> held() {
        return Stream.of(paused.stream(), metOpen.stream(), destinationOutages.keySet().stream())
                .flatMap(destinations -> destinations)
                .filter(this::isHeld)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** All circuits that there are. */
    Stream<Outage> outages() {
        return Stream.concat(routes.stream().map(Route::outage), destinationOutages.values().stream());
    }

    /** Takes note of what an operator has paused; whether that is news. */
    boolean pause(Set<String> destinations) {
        if (destinations.equals(paused)) {
            return false;
        }
        boolean someResumed = !destinations.containsAll(paused);
        paused = Set.copyOf(destinations);
        if (someResumed) {
            opened();
        }
        return true;
    }

    /** What is paused, as last noted. */
    List<String> paused() {
        return paused.stream().sorted().toList();
    }

    /** Makes passes look at entries that waited for a destination. */
    void opened() {
        openings.incrementAndGet();
    }

    /** Changes whenever waiting entries may be able to go. */
    long openings() {
        return openings.get();
    }
}
