package io.outboxed.internal.relay;

import io.outboxed.admin.Backlog;
import io.outboxed.spi.Entry;
import io.outboxed.spi.Envelopes;
import io.outboxed.spi.InFlight;
import io.outboxed.spi.LaneLock;
import io.outboxed.spi.LaneOutlook;
import io.outboxed.spi.OutboxStore;
import io.outboxed.spi.SealedEnvelope;
import io.outboxed.spi.StoreStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Ready entries of one lane, without transactions. */
final class OneLaneStore implements OutboxStore {
    final List<Entry> entries = new ArrayList<>();
    final List<Entry> aside = new ArrayList<>();
    boolean takenByAnother;
    Throwable failure;
    Throwable lookFailure;
    int locks;
    int parked;
    InFlight note;
    long nextDue = LaneLock.NEVER;
    long now;
    final Set<String> paused = new HashSet<>();
    int purges;
    Runnable onBury = () -> {};
    Runnable onDelivered = () -> {};
    Runnable onBacklog = () -> {};
    Runnable onLook = () -> {};
    private long position;

    void commit(String... ids) {
        for (String id : ids) {
            commitTo("d", id);
        }
    }

    void commitTo(String destination, String id) {
        entries.add(new Entry(0, ++position, 0, 0, Envelopes.to(destination, id, null)));
    }

    @Override
    public Optional<LaneLock> lock(int lane) {
        locks++;
        throwIfSet(failure);
        return takenByAnother
                ? Optional.empty()
                : Optional.of(
                        new LaneLock(lane, now, nextDue, LaneLock.NEVER, !aside.isEmpty(), Optional.ofNullable(note)));
    }

    private static void throwIfSet(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw (RuntimeException) failure;
        }
    }

    @Override
    public List<Entry> read(LaneLock lane, int maxEntries, long maxBytes) {
        return List.copyOf(entries.subList(0, Math.min(maxEntries, entries.size())));
    }

    @Override
    public void delivered(LaneLock lane, List<Entry> accepted, Duration retention) {
        onDelivered.run();
        entries.removeAll(accepted);
    }

    @Override
    public List<LaneOutlook> outlook() {
        onLook.run();
        throwIfSet(lookFailure);
        return List.of(new LaneOutlook(0, !entries.isEmpty(), now, nextDue, now));
    }

    @Override
    public void retry(LaneLock lane, Entry entry, int attempts, long due, String error) {
        parked++;
    }

    @Override
    public void bury(LaneLock lane, Entry entry, int attempts, String error, boolean holdsKey) {
        entries.remove(entry);
        parked++;
        onBury.run();
    }

    @Override
    public void setAside(LaneLock lane, List<Entry> held, long lookAgain) {
        entries.removeAll(held);
        aside.addAll(held);
    }

    @Override
    public boolean bringBack(LaneLock lane, int max) {
        nextDue = LaneLock.NEVER;
        return false;
    }

    @Override
    public void confirm(LaneLock lane) {}

    @Override
    public void note(LaneLock lane, Optional<InFlight> inFlight) {
        note = inFlight.orElse(null);
    }

    @Override
    public boolean pause(String destination) {
        return paused.add(destination);
    }

    @Override
    public boolean resume(String destination) {
        return paused.remove(destination);
    }

    @Override
    public Map<String, Instant> pauses() {
        return paused.stream().collect(Collectors.toMap(destination -> destination, destination -> Instant.EPOCH));
    }

    @Override
    public boolean purge(int max) {
        purges++;
        return false;
    }

    @Override
    public void prepare(int lanes) {}

    @Override
    public boolean claimId(String id) {
        return true;
    }

    @Override
    public boolean join() {
        return true;
    }

    @Override
    public void lockKeys(Collection<String> keys) {}

    @Override
    public void append(int lane, List<SealedEnvelope> envelopes) {}

    @Override
    public void release(LaneLock lane, Set<String> keys) {}

    @Override
    public boolean releaseAll(LaneLock lane, Set<String> heldDestinations, int max) {
        List<Entry> free = aside.stream()
                .filter(entry -> !heldDestinations.contains(entry.destination()))
                .toList();
        aside.removeAll(free);
        entries.addAll(0, free);
        return false;
    }

    @Override
    public List<Entry> blocked(LaneLock lane, List<Entry> all) {
        return List.of();
    }

    @Override
    public void expired(LaneLock lane, List<Entry> expired, Duration retention) {
        entries.removeAll(expired);
    }

    @Override
    public Set<String> present(Collection<String> ids) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Backlog backlog() {
        onBacklog.run();
        return new Backlog(List.of(), Instant.EPOCH);
    }

    @Override
    public StoreStatus status() {
        return new StoreStatus(entries.size(), 0, 0, 0, 0, 0, Duration.ZERO);
    }
}
