package io.outboxed.internal.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.spi.Batch;
import io.outboxed.spi.StoreStatus;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What a pass does with its lane. */
class PassTest extends PassScenario {
    @Test
    void accepted_entries_are_deleted() throws Exception {
        publish("a", "k");
        publish("b", "k");

        PassResult result = run();

        assertThat(result).matches(r -> ((PassResult.Owned) r).accepted() == 2 && !((PassResult.Owned) r).again());
        assertThat(broker.received).containsExactly("a", "b");
        assertThat(status().ready()).isZero();
    }

    @Test
    void death_between_acceptance_and_deletion_sends_again_under_the_same_id_and_loses_nothing() throws Exception {
        publish("a", "k");
        diesAfterBrokerCommit = true;
        assertThatThrownBy(this::run).isInstanceOf(Death.class);
        assertThat(status().ready()).isEqualTo(1);

        diesAfterBrokerCommit = false;
        run();

        assertThat(broker.received).containsExactly("a", "a");
        assertThat(status().ready()).isZero();
    }

    @Test
    void commit_whose_outcome_is_not_known_sends_again_under_the_same_id() throws Exception {
        publish("a", "k");
        publish("b", "k");
        broker.unknownOutcomes = 1;

        run();

        assertThat(broker.received).containsExactly("a", "b", "a", "b");
        assertThat(status().ready()).isZero();
    }

    @Test
    void failed_deletion_rolls_back_and_is_not_taken_for_a_failed_message() {
        publish("a", "k");
        Pass robbed = pass(List.of(this::commitElsewhere), 10, 1_000);

        assertThatThrownBy(() -> robbed.run(0)).hasMessageContaining("not ready");
        assertThat(status())
                .extracting(StoreStatus::retrying, StoreStatus::dead)
                .containsExactly(0L, 0L);
    }

    /** Deletes what is being sent in another transaction, as an operator's careless statement might. */
    private void commitElsewhere(Batch batch) throws InterruptedException {
        Thread other = new Thread(() -> commit(() -> {
            store.delivered(LANE_0, batch.entries(), Duration.ZERO);
        }));
        other.start();
        other.join();
    }

    @Test
    void what_is_sent_and_not_deleted_is_sent_again_one_by_one_until_it_is_and_then_in_steps_that_double()
            throws Exception {
        IntStream.range(0, 10).forEach(i -> publish("m" + i, null));
        Pass pass = pass(500, 1_000_000);
        storeIsFull = true;
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> pass.run(0)).hasMessageContaining("no room");
        }
        assertThat(broker.batchSizes).containsExactly(10, 1, 1);

        storeIsFull = false;
        broker.batchSizes.clear();
        while (status().ready() > 0) {
            pass.run(0);
        }

        assertThat(broker.batchSizes).containsExactly(1, 2, 4, 3);
        assertThat(broker.received).hasSize(12 + 10).endsWith("m7", "m8", "m9");
    }

    @Test
    void after_steps_of_double_size_batches_are_full_again() throws Exception {
        IntStream.range(0, 20).forEach(i -> publish("m" + i, null));
        Pass pass = pass(3, 1_000_000);
        storeIsFull = true;
        assertThatThrownBy(() -> pass.run(0)).hasMessageContaining("no room");
        storeIsFull = false;

        while (status().ready() > 0) {
            pass.run(0);
        }

        assertThat(broker.batchSizes).containsExactly(3, 1, 2, 3, 3, 3, 3, 3, 2);
    }

    @Test
    void pass_that_has_lost_its_lane_while_the_broker_hesitated_sends_no_more_and_deletes_nothing() {
        publish("a", "k1");
        publish("b", "k2");
        publish("c", "k3");
        broker.rejects.add("a");
        broker.hesitation = () -> {
            nanoTime += ConfirmedLane.CONFIRM_NANOS;
            store.freeLocks();
        };

        assertThatThrownBy(this::run).hasMessageContaining("Lane 0 is not owned");

        assertThat(broker.batchSizes).as("the others would go by themselves").containsExactly(3);
        assertThat(broker.received).isEmpty();
        assertThat(status().ready()).isEqualTo(3);
    }

    @Test
    void lane_that_another_pass_owns_is_left_alone() throws Exception {
        publish("a", "k");
        store.begin();
        store.lock(0);
        PassResult[] result = new PassResult[1];
        Thread other = new Thread(() -> {
            try {
                result[0] = run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        other.start();
        other.join();
        store.commit();

        assertThat(result[0]).isInstanceOf(PassResult.Taken.class);
        assertThat(broker.received).isEmpty();
    }

    @Test
    void batch_is_bounded_in_count_and_in_bytes_and_says_when_there_is_more() throws Exception {
        IntStream.range(0, 5).forEach(i -> publish("m" + i, null));

        assertThat(pass(2, 1_000_000).run(0)).matches(r -> ((PassResult.Owned) r).again());
        assertThat(broker.batchSizes).containsExactly(2);
        assertThat(pass(10, 26).run(0)).matches(r -> ((PassResult.Owned) r).again()); // payloads of 13 bytes
        assertThat(broker.batchSizes).containsExactly(2, 2);
        assertThat(pass(10, 1_000_000).run(0)).matches(r -> !((PassResult.Owned) r).again());
        assertThat(broker.batchSizes).containsExactly(2, 2, 1);
    }

    @Test
    void failing_entry_holds_back_its_key_alone_and_goes_first_when_it_is_due() throws Exception {
        broker.rejects.add("a1");
        publish("a1", "a");
        publish("a2", "a");
        publish("b1", "b");

        run();
        run();
        assertThat(broker.received).containsExactly("b1");
        assertThat(status())
                .extracting(StoreStatus::ready, StoreStatus::waiting, StoreStatus::retrying)
                .containsExactly(0L, 1L, 1L);

        broker.rejects.clear();
        store.advance(Duration.ofSeconds(2));
        run();
        assertThat(broker.received).containsExactly("b1", "a1", "a2");
    }

    @Test
    void entry_that_fails_too_often_is_buried_and_its_key_goes_on() throws Exception {
        broker.rejects.add("a1");
        publish("a1", "a");
        publish("a2", "a");

        for (int attempt = 1; attempt <= 3; attempt++) {
            assertThat(status().dead()).isZero();
            run();
            store.advance(Duration.ofSeconds(2));
        }
        assertThat(status().dead()).isEqualTo(1);
        run();

        assertThat(broker.received).containsExactly("a2");
        assertThat(store.deadLetters()).containsOnlyKeys("a1");
    }

    @Property(tries = 300)
    void whatever_fails_nothing_is_lost_and_each_key_is_first_received_in_order(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        Set<String> published = new LinkedHashSet<>();
        int[] sequence = new int[3];
        for (int step = 0; step < 40; step++) {
            switch (random.nextInt(5)) {
                case 0, 1 -> {
                    int key = random.nextInt(3);
                    String id = key + "-" + sequence[key]++;
                    publish(id, "key" + key);
                    published.add(id);
                }
                case 2 -> {
                    broker.rejects.clear();
                    published.stream().filter(id -> random.nextInt(10) == 0).forEach(broker.rejects::add);
                }
                case 3 -> store.advance(Duration.ofMillis(random.nextInt(1_500)));
                default -> {
                    diesAfterBrokerCommit = random.nextInt(4) == 0;
                    broker.unknownOutcomes = random.nextInt(4) / 3;
                    try {
                        pass(1 + random.nextInt(5), 1_000_000).run(0);
                    } catch (Death died) {
                        assertThat(diesAfterBrokerCommit).isTrue();
                    }
                    diesAfterBrokerCommit = false;
                    broker.unknownOutcomes = 0;
                }
            }
        }
        broker.rejects.clear();
        for (int i = 0; i < 20; i++) {
            store.advance(Duration.ofSeconds(2));
            pass(500, 1_000_000).run(0);
        }
        Set<String> arrived = new LinkedHashSet<>(broker.received);
        arrived.addAll(store.deadLetters().keySet());
        assertThat(arrived).containsExactlyInAnyOrderElementsOf(published);
        for (int key = 0; key < 3; key++) {
            String prefix = key + "-";
            List<Integer> firsts = new LinkedHashSet<>(broker.received)
                    .stream()
                            .filter(id -> id.startsWith(prefix))
                            .map(id -> Integer.parseInt(id.substring(2)))
                            .toList();
            assertThat(firsts).isSorted();
        }
    }
}
