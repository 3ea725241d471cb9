package io.outboxed.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.admin.DeadLetterFilter;
import io.outboxed.admin.DeadLetterResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
            switch (random.nextInt(7)) {
                case 0, 1 -> publish();
                case 2, 3 -> pass();
                case 4 -> redrive();
                case 5 -> discard();
                default -> letTimePass();
            }
            for (int lane = 0; lane < lanes; lane++) {
                contents(lane);
            }
            inBoth(StoreScenario::lanesWithWork);
            inBoth(store -> {
                StoreStatus status = store.status();
                return List.of(status.ready(), status.waiting(), status.retrying(), status.dead());
            });
            deadLetters();
        }
    }

    private void publish() {
        int lane = random.nextInt(lanes);
        List<SealedEnvelope> envelopes = IntStream.rangeClosed(0, random.nextInt(4))
                .mapToObj(i -> Envelopes.envelope(
                        "m" + ++published,
                        KEYS[random.nextInt(KEYS.length)],
                        Envelopes.text("x".repeat(random.nextInt(20)))))
                .toList();
        boolean fails = random.nextInt(6) == 0;
        history.add("publish " + envelopes + " in " + lane + (fails ? ", rolled back" : ""));
        inBoth(fails, store -> {
            store.append(lane, envelopes);
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
        for (Entry entry : batch) {
            switch (random.nextInt(6)) {
                // odd half hours, so that the real clock of a database makes no difference
                case 0, 1 ->
                    store.retry(
                            lane,
                            entry,
                            entry.attempts() + 1,
                            lane.now() + (2 * random.nextInt(3) + 1) * HALF_HOUR,
                            "e");
                case 2 ->
                    store.bury(lane, entry, entry.attempts() + 1, "e", entry.key() != null && random.nextBoolean());
                default -> accepted.add(entry);
            }
        }
        if (!accepted.isEmpty()) {
            store.delivered(lane, accepted, Duration.ZERO);
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
        change("redrive", DeadLetterStore::redrive);
    }

    private void discard() {
        change("discard", DeadLetterStore::discard);
    }

    private void change(String what, DeadLetterChange change) {
        int lane = random.nextInt(lanes);
        List<String> ids = IntStream.rangeClosed(0, random.nextInt(10))
                .mapToObj(i -> "m" + (1 + random.nextInt(published + 1)))
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
        DeadLetterResult in(DeadLetterStore store, LaneLock lane, List<String> ids);
    }

    /** Not when they were buried: the clocks differ. */
    private void deadLetters() {
        inBothFixtures(
                false,
                fixture -> fixture.deadLetters().find(DeadLetterFilter.all(), Optional.empty(), 10_000).stream()
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
                                    .places(DeadLetterFilter.all(), number, Long.MIN_VALUE, 10_000)
                                    .stream()
                                    .map(DeadLetterStore.Place::id)
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
                .map(entry -> entry.id() + " after " + entry.attempts() + " attempts")
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
