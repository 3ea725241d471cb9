package io.outboxed.internal.relay;

import static io.outboxed.spi.Envelopes.envelope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.AdminException;
import io.outboxed.admin.ChangeResult;
import io.outboxed.admin.EntryFilter;
import io.outboxed.internal.admin.EntryWork.Change;
import io.outboxed.spi.FailedEntryStore;
import io.outboxed.spi.SealedEnvelope;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An operator who meets a pass, or another operator. */
class RedriveRaceTest extends OperatorScenario {
    private static final EntryFilter ALL = EntryFilter.all();

    private final ExecutorService others = Executors.newFixedThreadPool(2);

    RedriveRaceTest() {
        lanes = 2;
    }

    @AfterEach
    void stopThreads() {
        others.shutdownNow();
    }

    private void buried(int lane, String... ids) {
        SealedEnvelope[] envelopes =
                List.of(ids).stream().map(id -> envelope(id, "k")).toArray(SealedEnvelope[]::new);
        publishIn(lane, envelopes);
        bury(lane, false, List.of(ids));
    }

    @Test
    void redrive_while_a_pass_owns_the_lane_waits_for_its_end() throws Exception {
        buried(0, "dead");
        publish("a", "k");
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch passed = new CountDownLatch(1);
        List<Future<ChangeResult>> operators = new ArrayList<>();
        duringSend = () -> {
            duringSend = () -> {};
            operators.add(others.submit(() -> operator(transaction, time -> {
                        taken.countDown();
                        await(passed);
                    })
                    .one("dead", FailedEntryStore::redrive)));
            await(taken);
        };

        node.driver.tick();
        node.work();
        assertThat(sent).containsExactly("a");
        passed.countDown();
        ChangeResult result = operators.get(0).get(30, TimeUnit.SECONDS);
        node.work();

        assertThat(result).isEqualTo(new ChangeResult(1, 0, 0));
        assertThat(sent).containsExactly("a", "dead");
    }

    @Test
    void lane_that_is_never_free_ends_the_call_after_ten_seconds_of_waiting() throws Exception {
        buried(0, "a");
        buried(1, "b");
        Duration[] waited = {Duration.ZERO};
        List<ChangeResult> told = new ArrayList<>();

        whileLaneIsOwned(
                1,
                () -> assertThatThrownBy(() -> operator(transaction, time -> waited[0] = waited[0].plus(time))
                                .all(ALL, FailedEntryStore::redrive, sum -> true, told::add))
                        .isInstanceOf(AdminException.class)
                        .hasMessageContaining("OUTBOX-3018")
                        .hasMessageContaining("Lane 1")
                        .hasMessageContaining("1 dead letter(s)"));

        assertThat(waited[0]).isBetween(Duration.ofSeconds(10), Duration.ofMillis(10_040));
        assertThat(told).containsExactly(new ChangeResult(1, 0, 0));
        node.work();
        assertThat(sent).containsExactly("a"); // woken although the call ended with an exception
        assertThat(status().dead()).isEqualTo(1);
    }

    @Test
    void interrupted_operator_gives_up_and_stays_interrupted() throws Exception {
        buried(1, "b");

        whileLaneIsOwned(1, () -> {
            assertThatThrownBy(() -> operator(transaction, time -> {
                                throw new InterruptedException();
                            })
                            .one("b", FailedEntryStore::discard))
                    .hasMessageContaining("OUTBOX-3018");
            assertThat(Thread.interrupted()).isTrue();
        });

        assertThat(status().dead()).isEqualTo(1);
    }

    private void whileLaneIsOwned(int lane, Runnable work) throws Exception {
        CountDownLatch owned = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        Future<?> owner = others.submit(() -> inTransaction(() -> {
            assertThat(store.lock(lane)).isPresent();
            owned.countDown();
            await(done);
            return null;
        }));
        await(owned);
        try {
            work.run();
        } finally {
            done.countDown();
            owner.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void conflict_in_the_database_is_tried_again() {
        buried(0, "a");
        AtomicInteger tries = new AtomicInteger();
        Change conflictsOnce = (deadLetters, lane, ids) -> {
            ChangeResult result = deadLetters.redrive(lane, ids);
            if (tries.incrementAndGet() == 1) {
                throw new IllegalStateException(new SQLException("serialisation failure", "40001"));
            }
            return result;
        };

        assertThat(operator(transaction, time -> {}).one("a", conflictsOnce).done())
                .isEqualTo(1);
        assertThat(tries).hasValue(2);
    }

    @Test
    void other_failures_of_the_store_end_the_call_and_change_nothing() {
        buried(0, "a");

        assertThatThrownBy(() -> operator()
                        .all(
                                ALL,
                                (deadLetters, lane, ids) -> {
                                    deadLetters.discard(lane, ids);
                                    throw new IllegalStateException("disk full");
                                },
                                sum -> true,
                                told -> assertThat(told).isEqualTo(ChangeResult.NOTHING)))
                .hasMessage("disk full");

        assertThat(status().dead()).isEqualTo(1);
        assertThat(node.executor.tasks).isEmpty();
    }

    @Test
    void two_who_redrive_the_same_at_once_redrive_it_once() throws Exception {
        buried(0, "a");
        Callable<ChangeResult>[] calls =
                both(own -> operator(own, this::untilATransactionEnds).one("a", FailedEntryStore::redrive));

        assertThat(results(calls)).containsExactlyInAnyOrder(new ChangeResult(1, 0, 0), new ChangeResult(0, 1, 0));
        node.work();
        assertThat(sent).containsExactly("a");
    }

    @Test
    void two_who_redrive_all_at_once_redrive_each_once() throws Exception {
        String[] ids = IntStream.range(0, 50).mapToObj(i -> "m" + i).toArray(String[]::new);
        buried(0, ids);
        Callable<ChangeResult>[] calls = both(own -> operator(own, this::untilATransactionEnds)
                .all(ALL, FailedEntryStore::redrive, sum -> true, told -> {}));

        assertThat(results(calls)).containsExactlyInAnyOrder(new ChangeResult(50, 0, 0), new ChangeResult(0, 50, 0));
        node.work();
        assertThat(sent).containsExactly(ids);
    }

    @Test
    void one_who_redrives_and_one_who_discards_the_same_at_once_do_only_one_of_both() throws Exception {
        buried(0, "a");
        Change[] changes = {FailedEntryStore::redrive, FailedEntryStore::discard};
        AtomicInteger next = new AtomicInteger();
        Callable<ChangeResult>[] calls =
                both(own -> operator(own, this::untilATransactionEnds).one("a", changes[next.getAndIncrement()]));

        assertThat(results(calls)).containsExactlyInAnyOrder(new ChangeResult(1, 0, 0), new ChangeResult(0, 1, 0));
        node.work();
        assertThat(status().dead()).isZero();
        assertThat(sent).hasSizeLessThanOrEqualTo(1);
    }

    /** Or until that time has passed, in which many end. */
    private void untilATransactionEnds(Duration time) throws InterruptedException {
        synchronized (store) {
            TimeUnit.MILLISECONDS.timedWait(store, time.toMillis());
        }
    }

    private interface Call {
        ChangeResult with(NewTransaction own);
    }

    /** Two who both have seen the dead letters before one of them touches any. */
    @SuppressWarnings("unchecked")
    private Callable<ChangeResult>[] both(Call call) {
        CyclicBarrier seen = new CyclicBarrier(2);
        Callable<ChangeResult> one = () -> call.with(new NewTransaction() {
            private boolean met;

            @Override
            public <T> Result<T> run(Callable<T> work) {
                Result<T> result = transaction.run(work);
                boolean isSight = result.value() instanceof Optional<?> place && place.isPresent()
                        || result.value() instanceof List<?> places
                                && !places.isEmpty()
                                && places.get(0) instanceof FailedEntryStore.Place;
                if (isSight && !met) {
                    met = true;
                    meet(seen);
                }
                return result;
            }
        });
        return new Callable[] {one, one};
    }

    private List<ChangeResult> results(Callable<ChangeResult>[] calls) throws Exception {
        List<ChangeResult> results = new ArrayList<>();
        for (Future<ChangeResult> each : others.invokeAll(List.of(calls))) {
            results.add(each.get(30, TimeUnit.SECONDS));
        }
        return results;
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
