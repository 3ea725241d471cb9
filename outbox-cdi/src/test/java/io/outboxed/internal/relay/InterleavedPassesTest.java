package io.outboxed.internal.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.spi.Batch;
import io.outboxed.spi.Entry;
import io.outboxed.spi.EntryRejectedException;
import io.outboxed.spi.Envelopes;
import io.outboxed.spi.OutboxStore;
import io.outboxed.spi.Sender;
import io.outboxed.test.memory.InMemoryOutboxStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.IntUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/**
 * The model of the relay: processes that pass over one lane, and publishers, interleaved at every call of the store and of
 * the broker, with processes that die at any step. What is checked are the invariants:
 *
 * <ul>
 *   <li>one pass at a time owns the lane;
 *   <li>an entry is deleted only after the broker has accepted it;
 *   <li>the entries of a key are first received in order;
 *   <li>attempts grow only by failures of the message itself;
 *   <li>in the end everything was received, and once, unless a process died;
 *   <li>any process that lives can do the rest of the work alone.
 * </ul>
 */
class InterleavedPassesTest {

    /** A process dies: nothing more of it happens. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Everything around the passes, for one order of steps. */
    private static final class World {
        final InMemoryOutboxStore memory = new InMemoryOutboxStore();
        final List<String> received = new ArrayList<>();
        final Set<String> published = new TreeSet<>();
        final List<Pass> alive = new ArrayList<>();
        final ThreadLocal<List<String>> uncommitted = ThreadLocal.withInitial(ArrayList::new);
        final ThreadLocal<Integer> stepsToDeath = new ThreadLocal<>();
        final RetryPolicy policy =
                new RetryPolicy(10, new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(1)), false, () -> 0.5);
        String rejectedOnce = "";
        Thread owner;
        boolean someoneDied;

        World() {
            memory.begin();
            memory.prepare(1);
            memory.commit();
        }

        void step() {
            Integer left = stepsToDeath.get();
            if (left != null) {
                if (left == 0) {
                    throw new Death();
                }
                stepsToDeath.set(left - 1);
            }
            Interleaving.step();
        }

        OutboxStore store() {
            return (OutboxStore) Proxy.newProxyInstance(
                    World.class.getClassLoader(), new Class<?>[] {OutboxStore.class}, (proxy, method, arguments) -> {
                        step();
                        if (method.getName().equals("delivered")) {
                            assertAccepted(arguments[1]);
                        }
                        try {
                            Object result = method.invoke(memory, arguments);
                            if (method.getName().equals("lock") && ((Optional<?>) result).isPresent()) {
                                assertThat(owner).as("owner of the lane").isNull();
                                owner = Thread.currentThread();
                            }
                            return result;
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        private void assertAccepted(Object entries) {
            for (Object entry : (List<?>) entries) {
                assertThat(received).as("accepted before it is deleted").contains(((Entry) entry).id());
            }
        }

        final Sender broker = new Sender() {
            @Override
            public void send(Batch batch) throws EntryRejectedException {
                for (Entry entry : batch.entries()) {
                    if (entry.id().equals(rejectedOnce)) {
                        rejectedOnce = "";
                        throw new EntryRejectedException(entry, false, "rejected", null);
                    }
                    uncommitted.get().add(entry.id());
                }
                step();
            }
        };

        /** The outer transaction is the store's, the inner one the broker's. */
        final class TwoResources implements NewTransaction {
            private boolean inner;

            @Override
            public <T> Result<T> run(Callable<T> work) {
                return inner ? runAtBroker(work) : runAtStore(work);
            }

            private <T> Result<T> runAtStore(Callable<T> work) {
                step();
                memory.begin();
                inner = true;
                try {
                    T value = work.call();
                    step();
                    release();
                    memory.commit();
                    return new Result<>(value, null);
                } catch (Exception e) {
                    release();
                    memory.rollback();
                    return new Result<>(null, e);
                } catch (Death e) {
                    release();
                    memory.rollback(); // by the database, when it notices
                    throw e;
                } finally {
                    inner = false;
                }
            }

            private void release() {
                if (owner == Thread.currentThread()) {
                    owner = null;
                }
            }

            private <T> Result<T> runAtBroker(Callable<T> work) {
                uncommitted.get().clear();
                try {
                    T value = work.call();
                    received.addAll(uncommitted.get());
                    return new Result<>(value, null);
                } catch (Exception e) {
                    return new Result<>(null, e);
                }
            }
        }

        Pass process() {
            NewTransaction transaction = new TwoResources();
            Routes routes = new Routes(List.of(broker));
            return new Pass(
                    store(),
                    routes,
                    new BatchSending(routes, transaction, new Failures(List.of(), Set.of())),
                    transaction,
                    entry -> policy,
                    new Pass.Limits(2, 1_000_000, 1_000, Duration.ZERO, 3));
        }

        /** A process that passes until it finds nothing more, or the lane taken; it may die after so many steps. */
        Runnable life(int passes, int diesAfter) {
            return life(process(), passes, diesAfter);
        }

        /** The same of a process that has long sent its first batch, and goes on without notes. */
        Runnable laterLife(int passes, int diesAfter) {
            Pass pass = process();
            pass.trust(0);
            return life(pass, passes, diesAfter);
        }

        private Runnable life(Pass pass, int passes, int diesAfter) {
            return () -> {
                if (diesAfter >= 0) {
                    stepsToDeath.set(diesAfter);
                }
                try {
                    for (int i = 0; i < passes; i++) {
                        pass.run(0);
                    }
                    alive.add(pass);
                } catch (Death e) {
                    someoneDied = true;
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            };
        }

        /** Transactions of one key, one after the other, as the application's row lock makes them. */
        Runnable publisher(String... ids) {
            return () -> {
                for (String id : ids) {
                    Interleaving.step();
                    publish(id);
                }
            };
        }

        void publish(String id) {
            memory.begin();
            memory.append(0, List.of(Envelopes.envelope(id, id.substring(0, 1))));
            published.add(id);
            Interleaving.step();
            memory.commit();
        }

        /** One process does the rest, as the others are frozen: one that was there all the time, or else a new one. */
        void drainAndCheck(IntUnaryOperator choice) throws Exception {
            Pass last = alive.isEmpty() ? process() : alive.get(choice.applyAsInt(alive.size()));
            publish("a8");
            publish("a9");
            for (int i = 0; i < 60; i++) {
                memory.advance(Duration.ofSeconds(6));
                last.run(0);
            }
            Set<String> distinct = new LinkedHashSet<>(received);
            assertThat(distinct).containsExactlyInAnyOrderElementsOf(published);
            if (!someoneDied) {
                assertThat(received).doesNotHaveDuplicates();
            }
            for (String key : Set.of("a", "b")) {
                assertThat(distinct.stream().filter(id -> id.startsWith(key)).toList())
                        .isSorted();
            }
            assertThat(memory.deadLetters()).isEmpty();
        }
    }

    @Test
    void two_processes_over_one_entry_in_every_order_of_steps() throws Exception {
        int orders = 0;
        for (List<Integer> prefix = List.of(); prefix != null; orders++) {
            World world = new World();
            world.publish("a1");
            Interleaving interleaving = new Interleaving();
            interleaving.run(following(prefix), List.of(world.life(1, -1), world.life(1, -1)));
            world.drainAndCheck(width -> 0);
            prefix = interleaving.next();
        }
        assertThat(orders).isGreaterThan(100);
    }

    private static IntUnaryOperator following(List<Integer> prefix) {
        Iterator<Integer> choices = prefix.iterator();
        return width -> choices.hasNext() ? choices.next() : 0;
    }

    @Property(tries = 400)
    void whoever_dies_where_and_in_which_order_nothing_is_lost_and_each_key_keeps_its_order(@ForAll long seed)
            throws Exception {
        Random random = new Random(seed);
        World world = new World();
        world.rejectedOnce = List.of("", "a1", "a2", "b1").get(random.nextInt(4));
        world.publish("a1");
        world.publish("b1");
        Interleaving interleaving = new Interleaving();

        interleaving.run(
                random::nextInt,
                List.of(
                        world.life(4, random.nextInt(60) - 20),
                        world.life(4, random.nextInt(60) - 20),
                        world.laterLife(4, random.nextInt(60) - 20),
                        world.publisher("a2", "a3", "a4"),
                        world.publisher("b2", "b3")));

        world.drainAndCheck(random::nextInt);
    }
}
