package io.outboxed.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.admin.ChangeResult;
import io.outboxed.admin.EntryFilter;
import io.outboxed.spi.FailedEntryStore.Kind;
import io.outboxed.spi.FailedEntryStore.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Does the same to two stores, chosen by a seed, and compares what they show after each step. */
final class RandomOperations {
    private static final String[] KEYS = {null, "a", "b", "c"};
    private static final long HALF_HOUR = Duration.ofMinutes(30).toMillis();

    private final Random random;
    private final int lanes;
    private final List<StoreFixture> both;
    private final List<String> history = new ArrayList<>();
    private int published;

    RandomOperations(long seed, int lanes, StoreFixture tested, StoreFixture reference) {
        this.random = new Random(seed);
        this.lanes = lanes;
        this.both = List.of(tested, reference);
        history.add("seed " + seed);
    }

    void run(int steps) {
        for (int step = 0; step < steps; step++) {
            switch (random.nextInt(12)) {
                case 0, 1 -> publish();
                case 2 -> publishClaimed();
                case 3, 4, 5 -> pass();
                case 6 -> release();
                case 7 -> purge();
                case 8 -> redrive();
                case 9 -> discard();
                case 10 -> change("retry now", FailedEntryStore::retryNow);
                default -> letTimePass();
            }
            for (int lane = 0; lane < lanes; lane++) {
                contents(lane);
            }
            inBoth(StoreScenario::lanesWithWork);
            inBoth(store -> {
                StoreStatus status = store.status();
                return List.of(
                        status.ready(),
                        status.waiting(),
                        status.scheduled(),
                        status.retrying(),
                        status.dead(),
                        status.delivered());
            });
            deadLetters();
        }
    }

    private void publish() {
        int lane = random.nextInt(lanes);
        List<SealedEnvelope> envelopes = IntStream.rangeClosed(0, random.nextInt(4))
                .mapToObj(
                        i -> envelope(String.format("m%04d", ++published), false, inOddHalfHours())) // ids sort by age
                .toList();
        boolean fails = random.nextInt(6) == 0;
        history.add("publish " + envelopes + " in " + lane + (fails ? ", rolled back" : ""));
        inBoth(fails, store -> {
            store.append(lane, envelopes);
            return null;
        });
    }

    private SealedEnvelope envelope(String id, boolean idClaimed, Moment notBefore) {
        return new SealedEnvelope(
                id,
                idClaimed,
                random.nextBoolean() ? "orders" : "mail",
                "T",
                KEYS[random.nextInt(KEYS.length)],
                Envelopes.text("x".repeat(random.nextInt(20))),
                Map.of(),
                null,
                4,
                Instant.EPOCH,
                notBefore,
                inOddHalfHours());
    }

    private Moment inOddHalfHours() {
        return random.nextInt(4) == 0 ? new Moment.After(oddHalfHours(random)) : null;
    }

    /** As all times here, so that the real clock of a database, and whole hours that pass, make no difference. */
    private static Duration oddHalfHours(Random random) {
        return Duration.ofMillis((2 * random.nextInt(3) + 1) * HALF_HOUR);
    }

    /** Of few ids, so that they are claimed again and again: in vain, after the retention, before and after a purge. */
    private void publishClaimed() {
        int lane = random.nextInt(lanes);
        SealedEnvelope envelope = envelope("claimed" + random.nextInt(3), true, null);
        boolean fails = random.nextInt(6) == 0;
        history.add("claim for " + envelope + " in " + lane + (fails ? ", rolled back" : ""));
        inBoth(fails, store -> {
            boolean claimed = store.claimId(envelope.id());
            if (claimed) {
                store.append(lane, List.of(envelope));
            }
            return claimed;
        });
    }

    private void release() {
        int lane = random.nextInt(lanes);
        String key = KEYS[1 + random.nextInt(KEYS.length - 1)];
        Set<String> held = random.nextBoolean() ? Set.of() : Set.of("mail");
        boolean all = random.nextBoolean();
        history.add(all ? "release all but " + held + " in " + lane : "release " + key + " in " + lane);
        inBoth(store -> {
            LaneLock owned = store.lock(lane).orElseThrow();
            if (all) {
                return store.releaseAll(owned, held, 1_000);
            }
            store.release(owned, Set.of(key));
            return null;
        });
    }

    private void purge() {
        history.add("purge");
        inBoth(store -> {
            while (store.purge(3)) {}
            return null;
        });
    }

    private void pass() {
        int lane = random.nextInt(lanes);
        int maxEntries = 1 + random.nextInt(8);
        int maxBytes = random.nextInt(60);
        long outcomes = random.nextLong();
        boolean fails = random.nextInt(6) == 0;
        history.add("pass " + lane + ", " + maxEntries + " entries, " + maxBytes + " bytes, outcomes " + outcomes
                + (fails ? ", rolled back" : ""));
        inBoth(fails, store -> {
            LaneLock owned = store.lock(lane).orElseThrow();
            boolean back = store.bringBack(owned, 1_000);
            if (owned.isReleaseDue()) {
                store.releaseAll(owned, Set.of(), 1_000);
            }
            List<Entry> batch = store.read(owned, maxEntries, maxBytes);
            List<Entry> blocked = batch.isEmpty() ? batch : store.blocked(owned, batch);
            if (!blocked.isEmpty()) {
                store.setAside(owned, blocked, LaneLock.NEVER);
            }
            settle(
                    store,
                    owned,
                    batch.stream().filter(entry -> !blocked.contains(entry)).toList(),
                    new Random(outcomes));
            return List.of(back, ids(batch), ids(blocked));
        });
    }

    private static void settle(OutboxStore store, LaneLock lane, List<Entry> batch, Random random) {
        List<Entry> accepted = new ArrayList<>();
        List<Entry> expired = new ArrayList<>();
        List<Entry> aside = new ArrayList<>();
        for (Entry entry : batch) {
            long later = lane.now() + oddHalfHours(random).toMillis();
            boolean holdsKey = random.nextBoolean() && entry.key() != null;
            switch (random.nextInt(8)) {
                case 0, 1 -> store.retry(lane, entry, entry.attempts() + 1, later, "e");
                case 2 -> store.bury(lane, entry, entry.attempts() + 1, "e", holdsKey);
                case 3, 4 -> aside.add(entry);
                default -> (entry.isExpired() ? expired : accepted).add(entry);
            }
        }
        Duration retention = random.nextBoolean() ? Duration.ZERO : oddHalfHours(random);
        if (!accepted.isEmpty()) {
            store.delivered(lane, accepted, retention);
        }
        if (!expired.isEmpty()) {
            store.expired(lane, expired, retention);
        }
        if (!aside.isEmpty()) {
            boolean timed = random.nextBoolean();
            store.setAside(
                    lane, aside, timed ? lane.now() + oddHalfHours(random).toMillis() : LaneLock.NEVER);
        }
        Set<String> keys = accepted.stream()
                .filter(entry -> entry.attempts() > 0 && entry.key() != null)
                .map(Entry::key)
                .collect(Collectors.toSet());
        if (!keys.isEmpty()) {
            store.release(lane, keys);
        }
    }

    private void redrive() {
        change("redrive", FailedEntryStore::redrive);
    }

    private void discard() {
        change("discard", FailedEntryStore::discard);
    }

    private void change(String what, DeadLetterChange change) {
        int lane = random.nextInt(lanes);
        List<String> ids = IntStream.rangeClosed(0, random.nextInt(10))
                .mapToObj(i -> String.format("m%04d", 1 + random.nextInt(published + 1)))
                .distinct()
                .toList();
        boolean fails = random.nextInt(6) == 0;
        history.add(what + " " + ids + " in " + lane + (fails ? ", rolled back" : ""));
        inBothFixtures(
                fails,
                fixture -> change.in(
                        fixture.deadLetters(), fixture.store().lock(lane).orElseThrow(), ids));
    }

    private interface DeadLetterChange {
        ChangeResult in(FailedEntryStore store, LaneLock lane, List<String> ids);
    }

    /** Not when they were buried: the clocks differ. */
    private void deadLetters() {
        inBothFixtures(
                false,
                fixture -> fixture.deadLetters().deadLetters(EntryFilter.all(), Stretch.ALL, 10_000).stream()
                        .map(letter -> letter.id() + " after " + letter.attempts() + " attempts, holds its key: "
                                + letter.holdsKey())
                        .sorted()
                        .toList());
        for (int lane = 0; lane < lanes; lane++) {
            int number = lane;
            inBothFixtures(
                    false,
                    fixture ->
                            fixture
                                    .deadLetters()
                                    .places(Kind.DEAD, EntryFilter.all(), number, Long.MIN_VALUE, 10_000)
                                    .stream()
                                    .map(FailedEntryStore.Place::id)
                                    .toList());
        }
    }

    private void letTimePass() {
        Duration hours = Duration.ofHours(1 + random.nextInt(2));
        history.add("advance " + hours);
        both.forEach(fixture -> fixture.advance(hours));
    }

    private void contents(int lane) {
        inBoth(store -> {
            LaneLock owned = store.lock(lane).orElseThrow();
            return List.of(
                    owned.hasParked(),
                    owned.isDue(),
                    owned.isReleaseDue(),
                    ids(store.read(owned, 10_000, Long.MAX_VALUE)));
        });
    }

    private static List<String> ids(List<Entry> entries) {
        return entries.stream()
                .map(entry -> entry.id() + " after " + entry.attempts() + " attempts"
                        + (entry.isExpired() ? ", expired" : ""))
                .toList();
    }

    private void inBoth(Function<OutboxStore, Object> work) {
        inBoth(false, work);
    }

    private void inBoth(boolean fails, Function<OutboxStore, Object> work) {
        inBothFixtures(fails, fixture -> work.apply(fixture.store()));
    }

    private void inBothFixtures(boolean fails, Function<StoreFixture, Object> work) {
        List<Object> results =
                both.stream().map(fixture -> in(fixture, fails, work)).toList();
        assertThat(results.get(0)).as(() -> String.join("\n", history)).isEqualTo(results.get(1));
    }

    private static Object in(StoreFixture fixture, boolean fails, Function<StoreFixture, Object> work) {
        List<Object> result = new ArrayList<>();
        try {
            fixture.inTransaction(() -> {
                result.add(String.valueOf(work.apply(fixture)));
                if (fails) {
                    throw new Failure();
                }
            });
        } catch (Failure expected) {
            assertThat(fails).isTrue();
        }
        return result;
    }

    private static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
