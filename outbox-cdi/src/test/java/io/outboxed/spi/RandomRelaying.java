package io.outboxed.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.admin.EntryFilter;
import io.outboxed.internal.relay.SimulatedRelay;
import io.outboxed.spi.FailedEntryStore.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The life of an outbox, chosen by a seed and lived by two stores at once: publications, rollbacks, passes of the real relay with
 * all that can fail in them, deaths of the process, operators, pauses, and time. What can be seen must be the same after each step.
 */
final class RandomRelaying {
    private static final String[] KEYS = {null, "a", "b", "c"};
    private static final long HALF_HOUR = Duration.ofMinutes(30).toMillis();

    /** A store and the relay over it. */
    private record Outbox(StoreFixture fixture, SimulatedRelay relay) {}

    private final Random random;
    private final int lanes;
    private final List<Outbox> both;
    private final List<String> history = new ArrayList<>();
    private int published;

    RandomRelaying(long seed, int lanes, StoreFixture tested, StoreFixture reference) {
        this.random = new Random(seed);
        this.lanes = lanes;
        this.both = List.of(
                new Outbox(tested, new SimulatedRelay(tested)), new Outbox(reference, new SimulatedRelay(reference)));
        history.add("seed " + seed);
    }

    void run(int steps) {
        for (int step = 0; step < steps; step++) {
            switch (random.nextInt(14)) {
                case 0, 1, 2 -> publish();
                case 3, 4, 5, 6 -> pass();
                case 7, 8 -> letTimePass();
                case 9 -> pause();
                case 10 -> reopen();
                case 11, 12 -> operate();
                default -> restart();
            }
            compare();
        }
    }

    private void publish() {
        int lane = random.nextInt(lanes);
        List<SealedEnvelope> envelopes = IntStream.rangeClosed(0, random.nextInt(4))
                .mapToObj(i -> envelope())
                .toList();
        boolean fails = random.nextInt(6) == 0;
        history.add("publish " + envelopes + " in " + lane + (fails ? ", rolled back" : ""));
        both.forEach(outbox -> {
            try {
                outbox.fixture.inTransaction(() -> {
                    outbox.fixture.store().append(lane, envelopes);
                    if (fails) {
                        throw new IllegalArgumentException("the application fails");
                    }
                });
            } catch (IllegalArgumentException e) {
                assertThat(fails).isTrue();
            }
        });
    }

    private SealedEnvelope envelope() {
        return new SealedEnvelope(
                String.format("m%04d", ++published),
                false,
                random.nextBoolean() ? "orders" : "mail",
                "T",
                KEYS[random.nextInt(KEYS.length)],
                Envelopes.text("x".repeat(random.nextInt(90))),
                Map.of(),
                null,
                4,
                Envelopes.envelope("any", null).occurred(),
                random.nextInt(5) == 0 ? inHalfHours() : null,
                random.nextInt(5) == 0 ? inHalfHours() : null);
    }

    /** An odd number of them, so that the real clock of a database makes no difference. */
    private Moment inHalfHours() {
        return new Moment.After(Duration.ofMillis((2 * random.nextInt(4) + 1) * HALF_HOUR));
    }

    private void pass() {
        int lane = random.nextInt(lanes);
        long outcomes = random.nextInt(3) == 0 ? random.nextLong() : 7; // with 7 all goes well
        inBoth("pass " + lane + " with " + outcomes, outbox -> outbox.relay.pass(lane, outcomes));
    }

    private void letTimePass() {
        Duration hours = Duration.ofHours(1 + random.nextInt(2));
        history.add("advance " + hours);
        both.forEach(outbox -> outbox.fixture.advance(hours));
    }

    private void pause() {
        String destination = random.nextBoolean() ? "orders" : "mail";
        boolean on = random.nextInt(3) == 0;
        history.add((on ? "pause " : "resume ") + destination);
        both.forEach(outbox -> outbox.relay.pause(destination, on));
    }

    private void reopen() {
        history.add("reopen");
        both.forEach(outbox -> outbox.relay.reopen());
    }

    private void operate() {
        int lane = random.nextInt(lanes);
        boolean redrives = random.nextBoolean();
        int some = 1 + random.nextInt(5);
        history.add((redrives ? "redrive " : "discard ") + some + " of " + lane);
        inBoth(
                "operator",
                outbox -> outbox.fixture.inTransaction(() -> {
                    FailedEntryStore dead = outbox.fixture.deadLetters();
                    List<String> ids = dead.places(Kind.DEAD, EntryFilter.all(), lane, Long.MIN_VALUE, some).stream()
                            .map(FailedEntryStore.Place::id)
                            .toList();
                    LaneLock owned = outbox.fixture.store().lock(lane).orElseThrow();
                    return ids.isEmpty()
                            ? "none"
                            : ids + " " + (redrives ? dead.redrive(owned, ids) : dead.discard(owned, ids));
                }));
    }

    private void restart() {
        history.add("restart");
        both.forEach(outbox -> outbox.relay.restart());
    }

    private void compare() {
        inBoth("sent", outbox -> outbox.relay.sent());
        inBoth(
                "status",
                outbox -> outbox.fixture.inTransaction(() -> {
                    StoreStatus status = outbox.fixture.store().status();
                    return List.of(
                            status.ready(),
                            status.waiting(),
                            status.scheduled(),
                            status.retrying(),
                            status.dead(),
                            status.delivered());
                }));
        inBoth(
                "outlook",
                outbox -> outbox.fixture.inTransaction(() -> outbox.fixture.store().outlook().stream()
                        .map(lane -> List.of(lane.lane(), lane.hasReady(), lane.isDue()))
                        .toList()));
        for (int lane = 0; lane < lanes; lane++) {
            int number = lane;
            inBoth(
                    "lane " + lane,
                    outbox -> outbox.fixture.inTransaction(() -> {
                        OutboxStore store = outbox.fixture.store();
                        LaneLock owned = store.lock(number).orElseThrow();
                        return List.of(
                                owned.isDue(),
                                owned.isReleaseDue(),
                                owned.hasParked(),
                                owned.inFlight().isPresent(),
                                store.read(owned, 10_000, Long.MAX_VALUE).stream()
                                        .map(entry -> entry.id() + " " + entry.attempts() + " " + entry.isExpired())
                                        .toList());
                    }));
        }
    }

    private void inBoth(String what, Function<Outbox, Object> work) {
        if (what.startsWith("pass")) {
            history.add(what);
        }
        List<Object> results = both.stream().map(outbox -> work.apply(outbox)).toList();
        assertThat(results.get(0))
                .as(() -> what + " after\n" + String.join("\n", history))
                .isEqualTo(results.get(1));
    }
}
