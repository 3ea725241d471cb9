package io.outboxed.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;

/** Opens a store for each test, and says shortly what tests do with it. */
public abstract class StoreScenario {
    static final int LANES = 3;
    static final long NO_BOUND = Long.MAX_VALUE;
    static final Duration HOUR = Duration.ofHours(1);

    StoreFixture fixture;
    OutboxStore store;
    FailedEntryStore deadLetters;

    /** A store without entries, with its lanes prepared. */
    protected abstract StoreFixture emptyStore(int lanes);

    @BeforeEach
    void openStore() {
        fixture = emptyStore(LANES);
        store = fixture.store();
        deadLetters = fixture.deadLetters();
    }

    void append(int lane, SealedEnvelope... envelopes) {
        fixture.inTransaction(() -> store.append(lane, List.of(envelopes)));
    }

    <T> T inLane(int lane, Function<LaneLock, T> work) {
        return fixture.inTransaction(() -> work.apply(store.lock(lane).orElseThrow()));
    }

    List<Entry> ready(int lane) {
        return batch(lane, 10_000, NO_BOUND);
    }

    List<Entry> batch(int lane, int maxEntries, long maxBytes) {
        return inLane(lane, owned -> store.read(owned, maxEntries, maxBytes));
    }

    Entry onlyReady(int lane) {
        List<Entry> entries = ready(lane);
        assertThat(entries).hasSize(1);
        return entries.get(0);
    }

    void retry(int lane, String id, int attempts, Duration in) {
        inLane(lane, owned -> {
            Entry entry = store.read(owned, 10_000, NO_BOUND).stream()
                    .filter(each -> each.id().equals(id))
                    .findFirst()
                    .orElseThrow();
            store.retry(owned, entry, attempts, owned.now() + in.toMillis(), "OUTBOX-4001 SomeException");
            return null;
        });
    }

    /** Does something with ready entries of these ids, in the order of their positions. */
    void withReady(int lane, BiConsumer<LaneLock, List<Entry>> work, String... ids) {
        inLane(lane, owned -> {
            List<Entry> chosen = store.read(owned, 10_000, NO_BOUND).stream()
                    .filter(entry -> List.of(ids).contains(entry.id()))
                    .toList();
            assertThat(chosen).hasSize(ids.length);
            work.accept(owned, chosen);
            return null;
        });
    }

    /** Gives entries up, in this order. */
    void bury(int lane, boolean holdsKey, String... ids) {
        inLane(lane, owned -> {
            List<Entry> all = store.read(owned, 10_000, NO_BOUND);
            for (String id : ids) {
                Entry entry = all.stream()
                        .filter(each -> each.id().equals(id))
                        .findFirst()
                        .orElseThrow();
                store.bury(owned, entry, 3, "OUTBOX-4003 SomeException of " + id, holdsKey);
            }
            return null;
        });
    }

    void deliver(int lane, Duration retention, String... ids) {
        withReady(lane, (owned, entries) -> store.delivered(owned, entries, retention), ids);
    }

    void setAside(int lane, String... ids) {
        withReady(lane, (owned, entries) -> store.setAside(owned, entries, LaneLock.NEVER), ids);
    }

    boolean claim(String id) {
        return fixture.inTransaction(() -> store.claimId(id));
    }

    /** Claims an id and stores an entry under it. */
    void publishClaimed(int lane, String id) {
        fixture.inTransaction(() -> {
            assertThat(store.claimId(id)).isTrue();
            store.append(lane, List.of(Envelopes.claimed(id, null)));
        });
    }

    LaneLock lane(int lane) {
        return inLane(lane, Function.identity());
    }

    LaneOutlook outlook(int lane) {
        return fixture.inTransaction(() -> store.outlook().get(lane));
    }

    /** How many entries became ready. */
    int bringBack(int lane) {
        long before = status().ready();
        inLane(lane, owned -> store.bringBack(owned, 1_000));
        return (int) (status().ready() - before);
    }

    /** Ready entries whose key need not wait. */
    List<Entry> free(int lane) {
        return inLane(lane, owned -> {
            List<Entry> all = store.read(owned, 10_000, NO_BOUND);
            List<Entry> blocked = all.isEmpty() ? all : store.blocked(owned, all);
            return all.stream().filter(entry -> !blocked.contains(entry)).toList();
        });
    }

    static List<String> ids(List<Entry> entries) {
        return entries.stream().map(Entry::id).toList();
    }

    List<Integer> lanesWithWork() {
        return fixture.inTransaction(() -> lanesWithWork(store));
    }

    static List<Integer> lanesWithWork(OutboxStore store) {
        return store.outlook().stream()
                .filter(lane -> lane.hasReady() || lane.isDue())
                .map(LaneOutlook::lane)
                .toList();
    }

    StoreStatus status() {
        return fixture.inTransaction(store::status);
    }
}
