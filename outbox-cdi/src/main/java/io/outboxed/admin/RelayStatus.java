package io.outboxed.admin;

import io.outboxed.spi.StoreStatus;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * How the relay is doing.
 *
 * @param running whether it runs in this application; false where it is disabled, was not started yet, or has stopped
 * @param pausedDestinations as {@link Relay#pausedDestinations}; unmodifiable
 * @param away names of the store, brokers, senders and destinations that were found away by this node; unmodifiable
 * @param workers how many passes this node runs at once, as configured
 * @param lanes how many lanes there are, as configured
 * @param store what the outbox holds, for all nodes
 * @param sent entries that this node has sent since it was started
 * @param expired entries that this node has dropped unsent since it was started, because they had expired
 */
public record RelayStatus(
        boolean running,
        Set<String> pausedDestinations,
        List<String> away,
        int workers,
        int lanes,
        StoreStatus store,
        long sent,
        long expired) {

    /** Refuses null. */
    public RelayStatus {
        pausedDestinations = Set.copyOf(pausedDestinations);
        away = List.copyOf(away);
        Objects.requireNonNull(store, "store");
    }

    /** Whether everything is paused. */
    public boolean isAllPaused() {
        return pausedDestinations.contains(Relay.ALL);
    }

    /** How far it lags behind: {@link StoreStatus#oldestAge}. */
    public Duration lag() {
        return store.oldestAge();
    }
}
