package io.outboxed.internal.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.spi.Entry;
import io.outboxed.spi.LaneLock;
import io.outboxed.spi.OutboxStore;
import io.outboxed.spi.Payload;
import io.outboxed.spi.SealedEnvelope;
import io.outboxed.spi.Sender;
import io.outboxed.spi.SenderUnavailableException;
import io.outboxed.spi.StoreStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The driver with an executor that runs tasks only when the test says so: every race is a fixed order of steps. */
class RelayDriverTest {
    private final ManualExecutor executor = new ManualExecutor();
    private final OneLaneStore store = new OneLaneStore();
    private final List<String> sent = new ArrayList<>();
    private boolean brokerAway;
    private Runnable duringSend = () -> {};

    private final Sender sender = new Sender() {
        @Override
        public void send(List<Entry> entries) throws Exception {
            if (brokerAway) {
                throw new SenderUnavailableException("away", null);
            }
            entries.forEach(entry -> sent.add(entry.id()));
            duringSend.run();
        }
    };

    private static final NewTransaction NO_TRANSACTION = new NewTransaction() {
        @Override
        public <T> Result<T> run(Callable<T> work) {
            try {
                return new Result<>(work.call(), null);
            } catch (Exception e) {
                return new Result<>(null, e);
            }
        }
    };

    private final RelayDriver driver = driver(Duration.ZERO);

    private RelayDriver driver(Duration linger) {
        BackOff backOff = new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(1));
        Pass pass = new Pass(
                store,
                new BatchSending(List.of(sender), NO_TRANSACTION),
                NO_TRANSACTION,
                new RetryPolicy(3, backOff, () -> 0.5),
                new Pass.Limits(2, 1_000_000, 1_000));
        Pacing pacing = new Pacing(Duration.ofMillis(500), Duration.ofSeconds(5));
        return new RelayDriver(pass, store, NO_TRANSACTION, executor, pacing, 1, linger);
    }

    @Test
    void commit_wakes_a_pass_at_once() {
        driver.start();
        store.commit("a");

        driver.wake(List.of(0));
        executor.runAll();

        assertThat(sent).containsExactly("a");
        assertThat(store.entries).isEmpty();
    }

    @Test
    void backlog_is_drained_batch_after_batch() {
        driver.start();
        store.commit("a", "b", "c", "d", "e");

        driver.wake(List.of(0));
        executor.runAll();

        assertThat(sent).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void wake_up_that_finds_the_lane_taken_is_tried_again_until_the_lane_was_owned() {
        driver.start();
        store.takenByAnother = true; // it has read already, and will not see what is committed now
        store.commit("a");
        driver.wake(List.of(0));
        executor.runAll();
        assertThat(sent).isEmpty();

        executor.runScheduled(); // still taken
        assertThat(sent).isEmpty();
        store.takenByAnother = false;
        executor.runScheduled();

        assertThat(sent).containsExactly("a");
        assertThat(executor.scheduled).isEmpty();
    }

    @Test
    void wake_up_while_a_pass_is_sending_is_not_lost() {
        driver.start();
        store.commit("a");
        duringSend = () -> {
            duringSend = () -> {};
            store.commit("b");
            driver.wake(List.of(0));
        };

        driver.wake(List.of(0));
        executor.runAll();

        assertThat(sent).containsExactly("a", "b");
    }

    @Test
    void wake_ups_before_the_start_are_kept() {
        store.commit("a");
        driver.wake(List.of(0));
        assertThat(executor.tasks).isEmpty();

        driver.start();
        executor.runAll();

        assertThat(sent).containsExactly("a");
    }

    @Test
    void timer_finds_what_no_wake_up_told_of_and_slows_down_when_there_is_nothing() {
        driver.start();
        store.commit("a");

        assertThat(driver.tick()).isEqualTo(Duration.ofMillis(500));
        executor.runAll();
        assertThat(sent).containsExactly("a");

        assertThat(driver.tick()).isEqualTo(Duration.ofSeconds(1));
        assertThat(driver.tick()).isEqualTo(Duration.ofSeconds(2));
        assertThat(driver.tick()).isEqualTo(Duration.ofSeconds(4));
        assertThat(driver.tick()).isEqualTo(Duration.ofSeconds(5));
        assertThat(driver.tick()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void broker_outage_burns_no_attempt_and_everything_goes_out_when_it_is_back() {
        driver.start();
        brokerAway = true;
        store.commit("a", "b", "c");
        driver.wake(List.of(0));
        executor.runAll();
        for (int i = 0; i < 20; i++) {
            driver.wake(List.of(0)); // publishing goes on
            executor.runScheduled();
        }
        assertThat(store.parked).isZero();
        assertThat(store.entries).hasSize(3);

        brokerAway = false;
        executor.runScheduled();

        assertThat(sent).containsExactly("a", "b", "c");
    }

    @Test
    void outage_tries_once_per_back_off_however_many_wake_ups_come() {
        driver.start();
        brokerAway = true;
        store.commit("a");
        driver.wake(List.of(0));
        executor.runAll();
        int locks = store.locks;

        for (int i = 0; i < 100; i++) {
            driver.wake(List.of(0));
            executor.runAll();
        }

        assertThat(store.locks).isEqualTo(locks);
        assertThat(executor.scheduled).hasSize(1);
    }

    @Test
    void database_outage_and_errors_are_survived() {
        driver.start();
        store.failure = new IllegalStateException("connection refused");
        store.commit("a");
        driver.wake(List.of(0));
        executor.runAll();
        store.failure = new NoClassDefFoundError("x");
        executor.runScheduled();

        store.failure = null;
        executor.runScheduled();

        assertThat(sent).containsExactly("a");
    }

    @Test
    void look_at_the_store_does_not_end_the_back_off_of_passes_that_fail() {
        driver.start();
        store.failure = new IllegalStateException("row that this version cannot read");
        store.commit("a");
        driver.wake(List.of(0));
        executor.runAll();
        int locks = store.locks;

        for (int i = 0; i < 10; i++) {
            assertThat(driver.tick()).isEqualTo(Duration.ofSeconds(5));
            executor.runAll();
        }

        assertThat(store.locks).isEqualTo(locks);
    }

    @Test
    void store_that_cannot_be_looked_at_is_tried_again_after_the_back_off() {
        driver.start();
        store.lookFailure = new IllegalStateException("connection refused");
        store.commit("a");
        driver.tick();
        assertThat(executor.scheduled).hasSize(1);
        store.lookFailure = null;
        executor.runScheduled();

        driver.tick();
        executor.runAll();

        assertThat(sent).containsExactly("a");
    }

    @Test
    void executor_that_refuses_a_task_does_not_stop_the_relay_for_good() {
        driver.start();
        store.commit("a");
        executor.refuses = true;
        driver.wake(List.of(0));

        executor.refuses = false;
        driver.tick();
        executor.runAll();

        assertThat(sent).containsExactly("a");
    }

    @Test
    void linger_delays_the_worker() {
        RelayDriver lingering = driver(Duration.ofMillis(2));
        lingering.start();
        store.commit("a");

        lingering.wake(List.of(0));
        assertThat(executor.tasks).isEmpty();
        executor.runScheduled();

        assertThat(sent).containsExactly("a");
    }

    @Test
    void stopping_waits_for_the_running_pass_and_starts_no_other() throws Exception {
        driver.start();
        store.commit("a", "b", "c");
        CountDownLatch sending = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        duringSend = () -> {
            sending.countDown();
            await(mayEnd);
        };
        driver.wake(List.of(0));
        Thread worker = new Thread(executor::runAll);
        worker.start();
        await(sending);

        assertThat(driver.stop(Duration.ofMillis(1))).isFalse();
        mayEnd.countDown();
        assertThat(driver.stop(Duration.ofSeconds(30))).isTrue();
        worker.join();

        assertThat(sent).containsExactly("a", "b"); // the batch that was under way, and no more
        driver.wake(List.of(0));
        assertThat(executor.tasks).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class ManualExecutor implements RelayExecutor {
        final Deque<Runnable> tasks = new ArrayDeque<>();
        final Deque<Runnable> scheduled = new ArrayDeque<>();
        boolean refuses;

        @Override
        public void execute(Runnable task) {
            if (refuses) {
                throw new RejectedExecutionException();
            }
            tasks.add(task);
        }

        @Override
        public void schedule(Runnable task, Duration delay) {
            scheduled.add(task);
        }

        void runAll() {
            while (!tasks.isEmpty()) {
                tasks.poll().run();
            }
        }

        /** What is scheduled now, and the tasks that come of it; not what is scheduled meanwhile. */
        void runScheduled() {
            List<Runnable> due = new ArrayList<>(scheduled);
            scheduled.clear();
            due.forEach(Runnable::run);
            runAll();
        }
    }

    /** Ready entries of one lane, without transactions. */
    private static final class OneLaneStore implements OutboxStore {
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
}
