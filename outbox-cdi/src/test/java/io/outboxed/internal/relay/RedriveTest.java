package io.outboxed.internal.relay;

import static io.outboxed.spi.Envelopes.envelope;
import static io.outboxed.spi.Envelopes.timed;
import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.admin.ChangeResult;
import io.outboxed.admin.EntryFilter;
import io.outboxed.internal.admin.EntryWork.Change;
import io.outboxed.spi.Envelopes;
import io.outboxed.spi.FailedEntryStore;
import io.outboxed.spi.FailedEntryStore.Stretch;
import io.outboxed.spi.Moment;
import io.outboxed.spi.SealedEnvelope;
import io.outboxed.spi.StoreStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of dead letters that an operator redrives or discards. */
class RedriveTest extends OperatorScenario {
    private static final EntryFilter ALL = EntryFilter.all();

    private ChangeResult redriveAll(EntryFilter filter) {
        return operator().all(filter, FailedEntryStore::redrive, sum -> true, told -> {});
    }

    private ChangeResult redrive(String id) {
        return operator().one(id, FailedEntryStore::redrive);
    }

    private ChangeResult discard(String id) {
        return operator().one(id, FailedEntryStore::discard);
    }

    /** Publishes a1 to a3 and b1; a1 is rejected. */
    private void rejectA1() {
        rejects.add("a1");
        publish(envelope("a1", "a"), envelope("a2", "a"), envelope("b1", "b"), envelope("a3", "a"));
        node.drain();
        rejects.clear();
    }

    @Test
    void redriven_dead_letter_is_sent_at_once_with_its_id() {
        rejectA1();
        assertThat(sent).containsExactly("b1", "a2", "a3");

        assertThat(redrive("a1")).isEqualTo(new ChangeResult(1, 0, 0));
        node.work(); // woken, not found by the timer

        assertThat(sent).containsExactly("b1", "a2", "a3", "a1");
        assertThat(status()).extracting(StoreStatus::ready, StoreStatus::dead).containsExactly(0L, 0L);
    }

    @Test
    void several_of_a_key_go_in_the_order_of_their_places_whatever_the_order_of_their_burial() {
        publish(envelope("a", "k"), envelope("b", "k"), envelope("c", "k"));
        bury(0, false, List.of("c", "a", "b"));

        assertThat(redriveAll(ALL).done()).isEqualTo(3);
        node.work();

        assertThat(sent).containsExactly("a", "b", "c");
    }

    @Test
    void many_are_redriven_in_small_steps_in_order() {
        List<String> ids = buried(250, "m");
        List<Integer> steps = new ArrayList<>();
        Change counted = (deadLetters, lane, some) -> {
            steps.add(some.size());
            return deadLetters.redrive(lane, some);
        };

        assertThat(operator().all(ALL, counted, sum -> true, told -> {})).isEqualTo(new ChangeResult(250, 0, 0));
        node.work();

        assertThat(steps).containsExactly(100, 100, 50);
        assertThat(sent).containsExactlyElementsOf(ids);
    }

    @Test
    void call_that_is_told_to_end_leaves_the_rest_for_the_next_one() {
        List<String> ids = buried(250, "m");
        List<ChangeResult> told = new ArrayList<>();

        assertThat(operator().all(ALL, FailedEntryStore::redrive, sum -> sum.done() < 200, told::add))
                .isEqualTo(new ChangeResult(200, 0, 0));
        node.work();
        assertThat(sent).containsExactlyElementsOf(ids.subList(0, 200));
        assertThat(told).containsExactly(new ChangeResult(200, 0, 0));

        assertThat(redriveAll(ALL)).isEqualTo(new ChangeResult(50, 0, 0));
    }

    @Test
    void filter_leaves_the_others() {
        publish(Envelopes.to("orders", "a", "k"), Envelopes.to("bills", "b", "k"), Envelopes.to("orders", "c", "k"));
        bury(0, false, List.of("a", "b", "c"));

        assertThat(redriveAll(ALL.withDestination("orders")).done()).isEqualTo(2);
        node.work();

        assertThat(sent).containsExactly("a", "c");
        assertThat(status().dead()).isEqualTo(1);
    }

    @Test
    void those_that_fail_again_and_those_that_come_meanwhile_are_left_alone() {
        List<String> ids = buried(250, "m");
        rejects.addAll(ids);
        List<String> meanwhile = new ArrayList<>();
        afterCommit = () -> { // the relay is as fast as the operator
            Runnable again = afterCommit;
            afterCommit = () -> {};
            store.advance(Duration.ofMillis(1));
            meanwhile.add("new" + meanwhile.size());
            rejects.add("new" + (meanwhile.size() - 1));
            publish("new" + (meanwhile.size() - 1), "k");
            node.drain();
            afterCommit = again;
        };

        ChangeResult result = redriveAll(ALL);
        afterCommit = () -> {};

        assertThat(result).isEqualTo(new ChangeResult(250, 0, 0));
        assertThat(buried).containsAll(ids).doesNotHaveDuplicates();
        assertThat(status().dead()).isEqualTo(250 + meanwhile.size());
    }

    @Test
    void filter_that_begins_in_the_future_finds_nothing_to_redrive() {
        buried(1, "m");
        Instant start = deadLettersNow().get(0).plusSeconds(60);

        assertThat(redriveAll(ALL.withFrom(start))).isEqualTo(ChangeResult.NOTHING);
        assertThat(redriveAll(ALL.withBefore(start)).done()).isEqualTo(1);
    }

    private List<Instant> deadLettersNow() {
        return inTransaction(() -> deadLetters.deadLetters(ALL, Stretch.ALL, 10).stream()
                .map(letter -> letter.buriedAt())
                .toList());
    }

    @Test
    void redrive_of_one_that_holds_its_key_sends_it_and_then_its_followers_in_order() {
        holdsKeys = true;
        rejectA1();
        publish("a4", "a");
        node.drain();
        assertThat(sent).containsExactly("b1");
        assertThat(status().waiting()).isEqualTo(3);

        redrive("a1");
        node.work();

        assertThat(sent).containsExactly("b1", "a1", "a2", "a3", "a4");
        assertThat(status()).extracting(StoreStatus::waiting, StoreStatus::dead).containsExactly(0L, 0L);
    }

    @Test
    void discard_of_one_that_holds_its_key_sends_its_followers_in_order() {
        holdsKeys = true;
        rejectA1();

        assertThat(discard("a1")).isEqualTo(new ChangeResult(1, 0, 0));
        node.work();

        assertThat(sent).containsExactly("b1", "a2", "a3");
        assertThat(status()).extracting(StoreStatus::waiting, StoreStatus::dead).containsExactly(0L, 0L);
    }

    @Test
    void redriven_one_that_fails_again_holds_its_key_again() {
        holdsKeys = true;
        rejectA1();
        rejects.add("a1");

        redrive("a1");
        node.work();
        node.drain();

        assertThat(sent).containsExactly("b1");
        assertThat(buried).containsExactly("a1", "a1");
        assertThat(status()).extracting(StoreStatus::waiting, StoreStatus::dead).containsExactly(2L, 1L);
    }

    @Test
    void followers_are_found_by_another_node_where_no_relay_runs_beside_the_operator() {
        holdsKeys = true;
        rejectA1();
        node.executor.refuses = true;

        redrive("a1");
        node = new Node();
        node.drain();

        assertThat(sent).containsExactly("b1", "a1", "a2", "a3");
    }

    @Test
    void lane_rests_after_one_was_discarded_that_held_back_nobody() {
        holdsKeys = true;
        rejects.add("a1");
        publish("a1", "a");
        node.drain();

        discard("a1");
        node.work();
        node.driver.tick();

        assertThat(node.executor.tasks).isEmpty();
    }

    @Test
    void expired_one_is_not_redriven_and_can_be_discarded() {
        holdsKeys = true;
        rejects.add("a1");
        publish(timed("a1", "a", null, new Moment.After(Duration.ofSeconds(5))), envelope("a2", "a"));
        node.drain();
        rejects.clear();
        store.advance(Duration.ofSeconds(5));

        assertThat(redrive("a1")).isEqualTo(new ChangeResult(0, 0, 1));
        assertThat(redriveAll(ALL)).isEqualTo(new ChangeResult(0, 0, 1));
        node.drain();
        assertThat(sent).isEmpty();

        assertThat(discard("a1")).isEqualTo(new ChangeResult(1, 0, 0));
        node.work();
        assertThat(sent).containsExactly("a2");
    }

    @Test
    void what_is_no_dead_letter_is_gone() {
        publish("a", null);

        assertThat(redrive("a")).isEqualTo(new ChangeResult(0, 1, 0));
        assertThat(discard("never")).isEqualTo(new ChangeResult(0, 1, 0));
        assertThat(node.executor.tasks).isEmpty();
    }

    @Test
    void redriven_one_to_a_paused_destination_waits_for_the_end_of_the_pause() {
        rejectA1();
        pauses().pause("orders");
        node.drain();

        redrive("a1");
        publish("a4", "a");
        node.work();
        node.drain();
        assertThat(sent).containsExactly("b1", "a2", "a3");

        pauses().resume("orders");
        node.drain();
        assertThat(sent).containsExactly("b1", "a2", "a3", "a1", "a4");
    }

    /** Dead letters of one key, in the order of their places. */
    private List<String> buried(int count, String prefix) {
        List<String> ids = IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
        publish(ids.stream().map(id -> envelope(id, "k")).toArray(SealedEnvelope[]::new));
        List<String> backwards = new ArrayList<>(ids);
        Collections.reverse(backwards);
        bury(0, false, backwards);
        return ids;
    }
}
