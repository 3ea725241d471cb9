package io.outboxed.internal.admin;

import io.outboxed.admin.Relay;
import io.outboxed.internal.relay.NewTransaction;
import io.outboxed.internal.relay.OwnTransaction;
import io.outboxed.spi.OutboxStore;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/** Pauses destinations, for all nodes, and ends pauses. */
public final class Pauses {
    private static final int MAX_LENGTH = 255;

    private final OutboxStore store;
    private final NewTransaction transaction;

    /** In this store. */
    public Pauses(OutboxStore store, NewTransaction transaction) {
        this.store = store;
        this.transaction = transaction;
    }

    /** The name, if it can be that of a destination. */
    public static String check(String destination) {
        Objects.requireNonNull(destination, "destination");
        if (destination.isBlank() || destination.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("destination is "
                    + (destination.isBlank() ? "blank" : destination.length() + " characters long")
                    + "; it must have 1 to " + MAX_LENGTH + " characters");
        }
        if (destination.equals(Relay.ALL)) {
            throw new IllegalArgumentException("destination is '" + Relay.ALL
                    + "', which stands for all; use pauseAll and resumeAll, or pausedDestinations to see it");
        }
        return destination;
    }

    /** False if it was paused already. */
    public boolean pause(String destination) {
        try {
            return OwnTransaction.get(transaction, () -> store.pause(destination));
        } catch (RuntimeException e) {
            if (paused().containsKey(destination)) { // by someone else, at the same moment
                return false;
            }
            throw e;
        }
    }

    /** False if it was not paused. */
    public boolean resume(String destination) {
        return OwnTransaction.get(transaction, () -> store.resume(destination));
    }

    /** What is paused, and since when; {@link Relay#ALL} stands for all. */
    public Map<String, Instant> paused() {
        return OwnTransaction.get(transaction, store::pauses);
    }
}
