package io.outboxed.internal.relay;

import io.outboxed.spi.Entry;
import io.outboxed.spi.LaneLock;
import io.outboxed.spi.OutboxStore;
import io.outboxed.spi.Payload;
import io.outboxed.spi.SealedEnvelope;
import io.outboxed.spi.StoreStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ready entries of one lane, without transactions. */
final class OneLaneStore implements OutboxStore {
    final List<Entry> entries = new ArrayList<>();
    boolean takenByAnother;
    Throwable failure;
    RuntimeException lookFailure;
    int locks;
    int parked;
    private long position;

    void commit(String... ids) {
        for (String id : ids) {
            Payload payload = new Payload.Text("text/plain", id);
            entries.add(new Entry(
                    0,
                    ++position,
                    0,
                    new SealedEnvelope(id, "d", "T", null, payload, Map.of(), null, 4, Instant.EPOCH)));
        }
    }

    @Override
    public Optional<LaneLock> lock(int lane) {
        locks++;
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw (RuntimeException) failure;
        }
        return takenByAnother ? Optional.empty() : Optional.of(new LaneLock(lane, 0, LaneLock.NOTHING_RETRYING));
    }

    @Override
    public List<Entry> read(LaneLock lane, int maxEntries, long maxBytes) {
        return List.copyOf(entries.subList(0, Math.min(maxEntries, entries.size())));
    }

    @Override
    public void delete(LaneLock lane, List<Entry> accepted) {
        entries.removeAll(accepted);
    }

    @Override
    public List<Integer> lanesWithWork() {
        if (lookFailure != null) {
            throw lookFailure;
        }
        return entries.isEmpty() ? List.of() : List.of(0);
    }

    @Override
    public void retry(LaneLock lane, Entry entry, int attempts, long due, String error) {
        parked++;
    }

    @Override
    public void bury(LaneLock lane, Entry entry, int attempts, String error) {
        parked++;
    }

    @Override
    public int bringBackDue(LaneLock lane) {
        return 0;
    }

    @Override
    public void prepare(int lanes) {}

    @Override
    public void append(int lane, List<SealedEnvelope> envelopes) {}

    @Override
    public StoreStatus status() {
        return new StoreStatus(entries.size(), 0, 0, Duration.ZERO);
    }
}
