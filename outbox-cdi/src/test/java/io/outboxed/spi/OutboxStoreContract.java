package io.outboxed.spi;

import static io.outboxed.spi.Envelopes.envelope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.admin.ChangeResult;
import io.outboxed.admin.EntryFilter;
import io.outboxed.internal.relay.Conflicts;
import io.outboxed.spi.FailedEntryStore.Kind;
import io.outboxed.spi.FailedEntryStore.Stretch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every store promises, all contracts that this one extends included; here, what it promises to several transactions of
 * relays and publishers at once. Extend this class to test a store.
 */
public abstract class OutboxStoreContract extends InboxContract {
    @Test
    void laneOwnedByAnotherTransaction_isRefusedAtOnceAndFreeAfterCommit() {
        fixture.inTransaction(() -> {
            assertThat(store.lock(0)).isPresent();
            assertThat(elsewhere(() -> store.lock(0))).isEmpty();
            assertThat(elsewhere(() -> store.lock(1))).isPresent();
        });

        assertThat(elsewhere(() -> store.lock(0))).isPresent();
    }

    @Test
    void ownedLane_isConfirmedAndStaysOwned() {
        fixture.inTransaction(() -> {
            store.confirm(store.lock(0).orElseThrow());

            assertThat(elsewhere(() -> store.lock(0))).isEmpty();
        });
    }

    @Test
    void laneOwnedByAnotherTransaction_isFreeAfterRollback() {
        assertThatThrownBy(() -> inLane(0, lane -> {
                    throw new IllegalStateException("the relay failed");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(elsewhere(() -> store.lock(0))).isPresent();
    }

    @Test
    void laneWithRetryingEntriesOwnedByAnotherTransaction_isRefusedAtOnce() {
        append(0, envelope("a"), envelope("b"));
        retry(0, "a", 1, HOUR);

        inLane(0, lane -> {
            store.retry(lane, store.read(lane, 1, NO_BOUND).get(0), 1, lane.now(), "error");
            assertThat(elsewhere(() -> store.lock(0))).isEmpty();
            return null;
        });
    }

    @Test
    void publisher_doesNotWaitForThePassThatOwnsItsLane() {
        append(0, envelope("a"), envelope("b"), envelope("c"));

        inLane(0, lane -> {
            List<Entry> all = store.read(lane, 10, NO_BOUND);
            store.delivered(lane, all.subList(0, 1), Duration.ZERO);
            store.retry(lane, all.get(1), 1, lane.now() + 1, "error");
            store.bury(lane, all.get(2), 1, "error", false);
            return elsewhere(() -> {
                store.append(0, List.of(envelope("d")));
                return true;
            });
        });

        assertThat(ready(0)).extracting(Entry::id).containsExactly("d");
    }

    @Test
    void lookingForWork_doesNotWaitForThePassThatOwnsTheLane() {
        append(0, envelope("a"));

        List<Integer> seen = inLane(0, lane -> {
            store.delivered(lane, store.read(lane, 10, NO_BOUND), Duration.ZERO);
            return elsewhere(() -> lanesWithWork(store));
        });

        assertThat(seen).containsExactly(0);
    }

    @Test
    void uncommittedAppend_isNotSeen() {
        fixture.inTransaction(() -> {
            store.append(0, List.of(envelope("a")));
            fixture.flush();
            assertThat(elsewhere(() -> readAll(0))).isEmpty();
            assertThat(elsewhere(() -> lanesWithWork(store))).isEmpty();
        });
    }

    @Test
    void transactionThatCommitsLate_isNotOvertakenForGood() throws Exception {
        CountDownLatch inserted = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        Future<?> slow = others.submit(() -> fixture.inTransaction(() -> {
            store.append(0, List.of(envelope("slow")));
            fixture.flush();
            inserted.countDown();
            await(mayCommit);
        }));
        await(inserted);
        append(0, envelope("fast"));
        List<Entry> first = ready(0);
        inLane(0, lane -> {
            store.delivered(lane, first, Duration.ZERO);
            return null;
        });
        mayCommit.countDown();
        slow.get(30, TimeUnit.SECONDS);

        assertThat(first).extracting(Entry::id).containsExactly("fast");
        assertThat(ready(0)).extracting(Entry::id).containsExactly("slow");
        assertThat(onlyReady(0).position()).isLessThan(first.get(0).position());
    }

    @Test
    void appendThatBeganAfterAnotherCommitted_hasTheGreaterPosition() throws Exception {
        record Publication(String id, long began, long ended) {}
        AtomicLong ticks = new AtomicLong();
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<List<Publication>>> running = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            String prefix = "t" + thread + "-";
            running.add(others.submit(() -> {
                List<Publication> done = new ArrayList<>();
                start.await(30, TimeUnit.SECONDS);
                for (int i = 0; i < 50; i++) {
                    long began = ticks.incrementAndGet();
                    append(0, envelope(prefix + i));
                    done.add(new Publication(prefix + i, began, ticks.incrementAndGet()));
                }
                return done;
            }));
        }
        List<Publication> all = new ArrayList<>();
        for (Future<List<Publication>> each : running) {
            all.addAll(each.get(60, TimeUnit.SECONDS));
        }
        List<String> order = ready(0).stream().map(Entry::id).toList();

        assertThat(order).hasSize(THREADS * 50);
        for (Publication earlier : all) {
            for (Publication later : all) {
                if (earlier.ended() < later.began()) {
                    assertThat(order.indexOf(earlier.id())).isLessThan(order.indexOf(later.id()));
                }
            }
        }
    }

    @Test
    void nodesThatPrepareAtOnce_doNotDisturbEachOther() throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<?>> nodes = new ArrayList<>();
        for (int node = 0; node < THREADS; node++) {
            nodes.add(others.submit(() -> {
                start.await(30, TimeUnit.SECONDS);
                fixture.inTransaction(() -> store.prepare(20));
                return null;
            }));
        }
        for (Future<?> node : nodes) {
            node.get(60, TimeUnit.SECONDS);
        }

        assertThat(inLane(19, LaneLock::lane)).isEqualTo(19);
    }

    @Test
    void operatorsAtOnce_redriveOrDiscardEachDeadLetterOnce() throws Exception {
        List<String> ids = IntStream.range(0, 40).mapToObj(i -> "m" + i).toList();
        append(0, ids.stream().map(Envelopes::envelope).toArray(SealedEnvelope[]::new));
        bury(0, false, ids.toArray(String[]::new));
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<Long>> operators = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            boolean redrives = thread % 2 == 0;
            operators.add(others.submit(() -> {
                start.await(30, TimeUnit.SECONDS);
                long done = 0;
                for (String id : ids) {
                    done += change(redrives, id);
                }
                return done;
            }));
        }
        long done = 0;
        for (Future<Long> operator : operators) {
            done += operator.get(60, TimeUnit.SECONDS);
        }

        assertThat(done).isEqualTo(40);
        assertThat(status().dead()).isZero();
        assertThat(ready(0)).extracting(Entry::id).doesNotHaveDuplicates();
    }

    /** Until the lane is free, and nothing has changed since the transaction began. */
    private long change(boolean redrives, String id) {
        Optional<Long> done = Optional.empty();
        while (done.isEmpty()) {
            try {
                done = fixture.inTransaction(() -> store.lock(0)
                        .map(lane -> redrives
                                ? deadLetters.redrive(lane, List.of(id))
                                : deadLetters.discard(lane, List.of(id)))
                        .map(ChangeResult::done));
            } catch (RuntimeException e) {
                assertThat(e).matches(Conflicts::isConflict);
            }
        }
        return done.get();
    }

    @Test
    void lookingForDeadLetters_doesNotWaitForThePassThatOwnsTheLane() {
        append(0, envelope("a"), envelope("b"));
        bury(0, false, "a");

        inLane(0, lane -> {
            deadLetters.redrive(lane, List.of("a"));
            store.bury(lane, store.read(lane, 2, NO_BOUND).get(1), 1, "error", true);
            assertThat(elsewhere(() -> deadLetters
                            .count(Kind.DEAD, EntryFilter.all(), Stretch.ALL)
                            .value()))
                    .isEqualTo(1);
            assertThat(elsewhere(() -> deadLetters.place(Kind.DEAD, "a"))).isPresent();
            return null;
        });

        assertThat(idsOf(EntryFilter.all())).containsExactly("b");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anySequenceOfOperations_hasTheEffectsOfTheReference(long seed) {
        new RandomOperations(seed, LANES, fixture, new InMemoryFixture(LANES)).run(60);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void anyLifeOfAnOutbox_isThatOfTheReference(long seed) {
        new RandomRelaying(seed, LANES, fixture, new InMemoryFixture(LANES)).run(80);
    }

    private List<Entry> readAll(int lane) {
        return store.read(store.lock(lane).orElseThrow(), 10_000, NO_BOUND);
    }
}
