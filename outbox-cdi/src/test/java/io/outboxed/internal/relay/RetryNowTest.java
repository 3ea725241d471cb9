package io.outboxed.internal.relay;

import static io.outboxed.spi.Envelopes.envelope;
import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.admin.ChangeResult;
import io.outboxed.admin.EntryFilter;
import io.outboxed.admin.LaneStatus;
import io.outboxed.admin.LaneStatus.Owner;
import io.outboxed.internal.admin.EntryWork;
import io.outboxed.internal.admin.LaneLook;
import io.outboxed.spi.Entry;
import io.outboxed.spi.FailedEntryStore;
import io.outboxed.spi.FailedEntryStore.Kind;
import io.outboxed.spi.LaneLock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of retrying entries that an operator hurries, and what an operator sees of the lanes. */
class RetryNowTest extends OperatorScenario {
    private static final long LATER = 3_600_000;

    private EntryWork hurrier() {
        return operator(Kind.RETRYING, transaction, time -> {
            throw new AssertionError("The lane was not free");
        });
    }

    private void fail(String... ids) {
        inTransaction(() -> {
            LaneLock lane = store.lock(0).orElseThrow();
            for (Entry entry : store.read(lane, 10_000, Long.MAX_VALUE)) {
                if (List.of(ids).contains(entry.id())) {
                    store.retry(lane, entry, 1, lane.now() + LATER, "OUTBOX-4003 of " + entry.id());
                }
            }
            return null;
        });
    }

    @Test
    void hurried_entry_is_sent_at_once_and_before_the_later_ones_of_its_key() {
        publish(envelope("a1", "a"), envelope("b1", "b"), envelope("a2", "a"));
        fail("a1", "b1");
        node.drain();
        assertThat(sent).isEmpty();

        assertThat(hurrier().one("a1", FailedEntryStore::retryNow)).isEqualTo(new ChangeResult(1, 0, 0));
        node.work(); // woken, not found by the timer

        assertThat(sent).containsExactly("a1", "a2");
        assertThat(status().retrying()).isEqualTo(1);
    }

    @Test
    void all_that_match_are_hurried_in_small_steps_each_once() {
        String[] ids = IntStream.range(0, 250).mapToObj(i -> "m" + i).toArray(String[]::new);
        for (String id : ids) {
            publish(id, id);
        }
        fail(ids);
        rejects.addAll(List.of(ids));
        afterCommit = () -> { // the relay is as fast as the operator, and everything fails again
            Runnable again = afterCommit;
            afterCommit = () -> {};
            node.drain();
            afterCommit = again;
        };
        List<ChangeResult> told = new ArrayList<>();

        ChangeResult result = hurrier().all(EntryFilter.all(), FailedEntryStore::retryNow, sum -> true, told::add);
        afterCommit = () -> {};

        assertThat(result).isEqualTo(new ChangeResult(250, 0, 0));
        assertThat(told).containsExactly(result);
        node.drain();
        assertThat(buried).containsExactlyInAnyOrder(ids);
    }

    private List<LaneStatus> look(IntPredicate isOwnedHere) {
        return new LaneLook(store, transaction, isOwnedHere).lanes();
    }

    @Test
    void lanes_tell_their_owner_what_they_have_and_when_they_are_due() {
        publish(envelope("a1", "a"), envelope("a2", "b"));
        fail("a1");
        store.advance(Duration.ofHours(1));

        LaneStatus free = look(lane -> false).get(0);
        assertThat(free.owner()).isEqualTo(Owner.NONE);
        assertThat(free.hasReady()).isTrue();
        assertThat(free.oldestAge()).isEqualTo(Duration.ofHours(1).minusMillis(123));
        assertThat(free.nextLook()).isPresent();
        assertThat(look(lane -> true).get(0).owner()).isEqualTo(Owner.HERE);
    }

    @Test
    void lane_that_another_has_locked_is_owned_elsewhere() {
        inTransaction(() -> {
            assertThat(store.lock(0)).isPresent();
            return CompletableFuture.runAsync(() -> assertThat(look(lane -> false))
                            .extracting(LaneStatus::owner)
                            .containsExactly(Owner.ELSEWHERE))
                    .get();
        });

        assertThat(look(lane -> false)).extracting(LaneStatus::owner).containsExactly(Owner.NONE);
    }

    @Test
    void lane_belongs_to_this_node_while_a_pass_is_on_it() {
        List<Boolean> owned = new ArrayList<>();
        duringSend = () -> owned.add(node.driver.owns(0));
        publish("a", "k");
        node.drain();

        assertThat(owned).containsExactly(true);
        assertThat(node.driver.owns(0)).isFalse();
    }
}
