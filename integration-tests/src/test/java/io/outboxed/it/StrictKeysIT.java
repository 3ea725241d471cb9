package io.outboxed.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.Envelope;
import io.outboxed.Outbox;
import io.outboxed.admin.Relay;
import io.outboxed.it.onejvm.OneJvm;
import io.outboxed.it.onejvm.Transactions;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Synchronization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.util.Throwables;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Positions in the order of commits, where the application serialises nothing. */
class StrictKeysIT {
    private final ExecutorService others = Executors.newCachedThreadPool();
    private OneJvm server;
    private Outbox outbox;

    private void start(boolean strict) throws Exception {
        server = new OneJvm(settings -> settings.strictKeys(strict), Bank.class);
        outbox = server.get(Outbox.class);
        server.startRelay(); // makes the tables
        server.stopRelay();
    }

    @AfterEach
    void stop() throws Exception {
        others.shutdownNow();
        server.close();
    }

    private static Envelope message(String text, String key) {
        Envelope.Builder message = Envelope.of(text).to("keyed");
        return key == null ? message.build() : message.key(key).build();
    }

    private List<Object> inOrder() throws Exception {
        return server.inTransaction(
                () -> new ArrayList<Object>(server.rows("select payload_text from outbox_entry order by position")));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A transaction in another thread, which stops behind its publications and commits when it is told to. */
    private Future<?> begin(CountDownLatch published, CountDownLatch mayCommit, Envelope... messages) {
        return others.submit(() -> server.inTransaction(() -> {
            outbox.publishAll(List.of(messages));
            server.persistence().entityManager().flush(); // as an application's query may do
            published.countDown();
            await(mayCommit);
            return null;
        }));
    }

    /** What runs just before the commit, behind all that takes part in the transaction already. */
    private static void beforeCommit(Runnable work) {
        Transactions.registry().registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                work.run();
            }

            @Override
            public void afterCompletion(int status) {}
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void transaction_that_commits_later_has_the_higher_position_with_strict_keys_only(boolean strict) throws Exception {
        start(strict);
        CountDownLatch published = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        Future<?> slow = begin(published, mayCommit, message("commits second", "k"));
        await(published);
        server.inTransaction(() -> outbox.publish(message("commits first", "k")));
        mayCommit.countDown();
        slow.get(30, TimeUnit.SECONDS);

        if (strict) {
            assertThat(inOrder()).containsExactly("commits first", "commits second");
        } else {
            assertThat(inOrder()).containsExactly("commits second", "commits first");
        }
    }

    @Test
    void commit_waits_for_one_that_is_under_way_with_the_same_key_and_for_no_other() throws Exception {
        start(true);
        List<Future<?>> waiting = new ArrayList<>();
        server.inTransaction(() -> {
            outbox.publish(message("first", "k"));
            beforeCommit(() -> {
                waiting.add(others.submit(() -> server.inTransaction(() -> outbox.publish(message("second", "k")))));
                assertThatThrownBy(() -> waiting.get(0).get(100, TimeUnit.MILLISECONDS))
                        .isInstanceOf(TimeoutException.class);
                elsewhere(message("other key", "other"));
                elsewhere(message("no key", null));
            });
            return null;
        });
        waiting.get(0).get(30, TimeUnit.SECONDS);

        assertThat(inOrder()).hasSize(4).containsSubsequence("first", "second");
    }

    private void elsewhere(Envelope message) {
        try {
            others.submit(() -> server.inTransaction(() -> outbox.publish(message)))
                    .get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("It waited, or failed", e);
        }
    }

    @Test
    void two_keys_in_either_order_never_deadlock() throws Exception {
        start(true);
        CyclicBarrier together = new CyclicBarrier(2);
        List<Future<?>> both = new ArrayList<>();
        for (List<String> keys : List.of(List.of("a", "b"), List.of("b", "a"))) {
            both.add(others.submit(() -> {
                for (int i = 0; i < 50; i++) {
                    server.inTransaction(() -> {
                        keys.forEach(key -> outbox.publish(message(key, key)));
                        together.await(30, TimeUnit.SECONDS);
                        return null;
                    });
                }
                return null;
            }));
        }
        for (Future<?> each : both) {
            each.get(60, TimeUnit.SECONDS);
        }
        assertThat(inOrder()).hasSize(200);
    }

    @Test
    void rows_of_the_application_are_written_before_keys_are_locked() throws Exception {
        start(true);
        EntityManager em = server.persistence().entityManager();
        server.inTransaction(() -> {
            em.persist(new Account(1, "ada", 0));
            return null;
        });
        // one has locked the row and then wants the key; the other publishes first, and writes the row at its commit
        Future<?> other = server.inTransaction(() -> {
            em.find(Account.class, 1L, LockModeType.PESSIMISTIC_WRITE).add(1);
            CountDownLatch published = new CountDownLatch(1);
            Future<?> second = others.submit(() -> server.inTransaction(() -> {
                outbox.publish(message("second", "k"));
                em.createQuery("select a from Account a", Account.class)
                        .getSingleResult()
                        .add(1);
                published.countDown();
                return null;
            }));
            await(published);
            assertThatThrownBy(() -> second.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            outbox.publish(message("first", "k"));
            return second;
        });
        other.get(30, TimeUnit.SECONDS);

        assertThat(inOrder()).containsExactly("first", "second");
    }

    @Test
    void order_of_calls_is_kept_and_nothing_is_lost_with_or_without_keys_and_state() throws Exception {
        start(true);
        server.inTransaction(() -> {
            outbox.publish(message("1", "k"));
            outbox.persist(new Account(1, "ada", 0), message("2", null));
            outbox.publishAll(List.of(message("3", "l"), message("4", "k")));
            return null;
        });
        server.startRelay();
        Awaitility.await().until(() -> server.broker().count("keyed") == 4);

        assertThat(server.texts("keyed")).containsExactly("1", "2", "3", "4");
        assertThat(server.get(Bank.class).count()).isEqualTo(1);
    }

    @Test
    void message_published_just_before_the_commit_is_stored() throws Exception {
        start(true);
        server.inTransaction(() -> {
            outbox.publish(message("during", "k"));
            beforeCommit(() -> outbox.publish(message("late", "l")));
            return null;
        });
        server.inTransaction(() -> {
            server.persistence().entityManager().persist(new Account(1, "ada", 0));
            beforeCommit(() -> outbox.publish(message("only late", "k")));
            return null;
        });

        assertThat(inOrder()).containsExactly("during", "late", "only late");
    }

    @Test
    void rollback_leaves_nothing() throws Exception {
        start(true);
        assertThatThrownBy(() -> server.inTransaction(() -> {
                    outbox.publish(message("lost", "k"));
                    throw new IllegalStateException("the application failed");
                }))
                .hasMessage("the application failed");
        assertThatThrownBy(() -> server.inTransaction(() -> {
                    outbox.publish(message("lost", "k"));
                    Transactions.manager().setRollbackOnly();
                    return null;
                }))
                .hasCauseInstanceOf(RollbackException.class);

        assertThat(inOrder()).isEmpty();
    }

    @Test
    void failure_just_before_the_commit_rolls_back_and_tells_the_caller_why() throws Exception {
        start(true);
        server.persistence()
                .execute("alter table outbox_entry add constraint not_today check (destination <> 'closed')");
        assertThatThrownBy(() -> server.inTransaction(() -> {
                    outbox.persist(
                            new Account(1, "ada", 0),
                            Envelope.of("x").to("closed").key("k").build());
                    return null;
                }))
                .hasCauseInstanceOf(RollbackException.class)
                .extracting(Throwables::getStackTrace, InstanceOfAssertFactories.STRING)
                .containsIgnoringCase("not_today");

        assertThat(inOrder()).isEmpty();
        assertThat(server.get(Bank.class).count()).isZero();
    }

    @Test
    void message_for_later_is_sent_in_time() throws Exception {
        server = new OneJvm(
                settings -> settings.strictKeys(true)
                        .busyInterval(Duration.ofMinutes(10))
                        .idleInterval(Duration.ofMinutes(10)),
                Bank.class);
        outbox = server.get(Outbox.class);
        server.startRelay();
        server.inTransaction(() -> outbox.publish(Envelope.of("later")
                .to("keyed")
                .key("k")
                .deliverAfter(Duration.ofMillis(300))
                .build()));
        Awaitility.await().until(() -> server.broker().count("keyed") == 1);

        assertThat(server.get(Relay.class).status().store().scheduled()).isZero();
    }
}
