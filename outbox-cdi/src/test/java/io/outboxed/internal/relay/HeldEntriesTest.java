package io.outboxed.internal.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.spi.Batch;
import io.outboxed.spi.Entry;
import io.outboxed.spi.Envelopes;
import io.outboxed.spi.Moment;
import io.outboxed.spi.Sender;
import io.outboxed.spi.SenderUnavailableException;
import io.outboxed.spi.StoreStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a pass does with entries that cannot go now, for no fault of theirs. */
class HeldEntriesTest extends PassScenario {
    private Pass pass;

    private void to(String destination, String id, String key) {
        commit(() -> store.append(0, List.of(Envelopes.to(destination, id, key))));
    }

    private PassResult.Owned pass() throws Exception {
        if (pass == null) {
            pass = pass(List.of(broker), 500, 1_000_000);
        }
        return (PassResult.Owned) pass.run(0);
    }

    private void drain() throws Exception {
        while (pass().again()) {}
    }

    @Test
    void paused_destination_is_held_with_later_entries_of_its_keys_and_goes_in_order_after_the_pause()
            throws Exception {
        drain();
        routes.pause(Set.of("ship"));
        to("ship", "a1", "a");
        to("mail", "a2", "a");
        to("mail", "b1", "b");
        to("ship", "n1", null);
        drain();
        to("mail", "a3", "a");
        drain();

        assertThat(broker.received).containsExactly("b1");
        assertThat(status())
                .extracting(StoreStatus::ready, StoreStatus::waiting)
                .containsExactly(0L, 4L);

        routes.pause(Set.of());
        drain();

        assertThat(broker.received).containsExactlyInAnyOrder("b1", "a1", "a2", "a3", "n1");
        assertThat(broker.received).containsSubsequence("a1", "a2", "a3");
        assertThat(status().waiting()).isZero();
    }

    @Test
    void held_entries_are_moved_once_and_not_looked_at_by_each_pass() throws Exception {
        drain();
        routes.pause(Set.of("ship"));
        to("ship", "a1", "a");
        drain();
        to("mail", "b1", "b");

        commit(() -> assertThat(store.read(store.lock(0).orElseThrow(), 10, 1_000))
                .extracting(Entry::id)
                .containsExactly("b1"));
    }

    @Test
    void process_that_starts_looks_at_what_another_one_left_waiting() throws Exception {
        drain();
        routes.pause(Set.of("ship"));
        to("ship", "a1", "a");
        drain();

        pass = null; // the other one has died, and the pause was ended meanwhile
        drain();

        assertThat(broker.received).containsExactly("a1");
    }

    @Test
    void followers_of_a_failed_entry_wait_and_go_in_order_when_it_has_succeeded() throws Exception {
        drain();
        broker.rejects.add("a1");
        publish("a1", "a");
        publish("a2", "a");
        drain();
        publish("a3", "a");
        drain();
        assertThat(status())
                .extracting(StoreStatus::waiting, StoreStatus::retrying)
                .containsExactly(2L, 1L);

        broker.rejects.clear();
        store.advance(Duration.ofSeconds(2));
        drain();

        assertThat(broker.received).containsExactly("a1", "a2", "a3");
    }

    @Test
    void dead_letter_that_holds_its_key_holds_no_other() throws Exception {
        policy = policy(true);
        drain();
        broker.rejects.add("a1");
        publish("a1", "a");
        publish("a2", "a");
        publish("b1", "b");
        for (int attempt = 0; attempt < 4; attempt++) {
            drain();
            store.advance(Duration.ofSeconds(2));
        }
        publish("a3", "a");
        drain();

        assertThat(broker.received).containsExactly("b1");
        assertThat(status()).extracting(StoreStatus::waiting, StoreStatus::dead).containsExactly(2L, 1L);
    }

    @Test
    void dead_letter_without_a_key_holds_nobody() throws Exception {
        policy = policy(true);
        broker.rejects.add("x");
        publish("x", null);
        publish("y", null);
        for (int attempt = 0; attempt < 4; attempt++) {
            drain();
            store.advance(Duration.ofSeconds(2));
        }

        assertThat(broker.received).containsExactly("y");
        assertThat(status().dead()).isEqualTo(1);
    }

    @Test
    void expired_entries_are_dropped_unsent_and_reported_and_their_followers_go_on() throws Exception {
        drain();
        broker.rejects.add("a1");
        commit(() ->
                store.append(0, List.of(Envelopes.timed("a1", "a", null, new Moment.After(Duration.ofMillis(500))))));
        drain();
        publish("a2", "a");
        drain();
        assertThat(status())
                .extracting(StoreStatus::waiting, StoreStatus::retrying)
                .containsExactly(1L, 1L);
        store.advance(Duration.ofSeconds(2));

        PassResult.Owned dropping = pass();
        drain();

        assertThat(dropping.expired()).extracting(Entry::id).containsExactly("a1");
        assertThat(broker.received).containsExactly("a2");
        assertThat(status()).extracting(StoreStatus::ready, StoreStatus::dead).containsExactly(0L, 0L);
    }

    @Test
    void entry_that_may_still_go_carries_its_time_to_live() throws Exception {
        List<Long> timesToLive = new ArrayList<>();
        pass = pass(List.of(batch -> batch.entries().forEach(e -> timesToLive.add(e.timeToLive()))), 500, 1_000_000);
        commit(() -> store.append(
                0,
                List.of(
                        Envelopes.timed("a", "k", null, new Moment.After(Duration.ofMillis(700))),
                        Envelopes.envelope("b", "k"))));
        store.advance(Duration.ofMillis(699));

        pass();

        assertThat(timesToLive).containsExactly(1L, 0L);
    }

    @Test
    void scheduled_entries_go_at_their_time_behind_what_was_published_meanwhile() throws Exception {
        drain();
        commit(() ->
                store.append(0, List.of(Envelopes.timed("late", "k", new Moment.After(Duration.ofSeconds(5)), null))));
        publish("now", "k");
        drain();
        assertThat(broker.received).containsExactly("now");
        assertThat(status().scheduled()).isEqualTo(1);

        store.advance(Duration.ofSeconds(5));
        publish("then", "k");
        pass.expectDue(0);
        drain();

        assertThat(broker.received).containsExactly("now", "then", "late");
    }

    @Test
    void delivered_entries_are_kept_for_the_retention() throws Exception {
        retention = Duration.ofHours(1);
        publish("a", "k");
        drain();
        assertThat(status().delivered()).isEqualTo(1);

        store.advance(Duration.ofHours(1));
        commit(() -> store.purge(10));

        assertThat(broker.received).containsExactly("a");
        assertThat(status().delivered()).isZero();
    }

    /** A second transport, which can be away on its own. */
    private static final class WebHook implements Sender {
        private final List<String> received = new ArrayList<>();
        private boolean away;

        @Override
        public boolean accepts(String destination) {
            return destination.equals("hook");
        }

        @Override
        public void send(Batch batch) throws SenderUnavailableException {
            if (away) {
                throw new SenderUnavailableException("away", null);
            }
            batch.entries().forEach(entry -> received.add(entry.id()));
        }
    }

    @Test
    void outage_of_one_sender_holds_its_entries_and_their_keys_while_others_go() throws Exception {
        WebHook hook = new WebHook();
        hook.away = true;
        pass = pass(List.of(hook, broker), 500, 1_000_000);
        to("hook", "a1", "a");
        to("mail", "a2", "a");
        to("mail", "b1", "b");

        PassResult.Owned first = pass();
        first.outages().forEach((outage, cause) -> outage.failed(cause, 0.5));
        drain();

        assertThat(broker.received).containsExactly("b1");
        assertThat(status().retrying()).isZero();
        assertThat(status().waiting()).isEqualTo(2);

        hook.away = false;
        first.outages().keySet().forEach(Outage::tryAgain);
        routes.opened();
        drain();

        assertThat(hook.received).containsExactly("a1");
        assertThat(broker.received).containsExactly("b1", "a2");
    }

    @Test
    void destination_that_is_full_holds_its_entries_while_others_go() throws Exception {
        Set<String> full = new HashSet<>(Set.of("full"));
        List<String> received = new ArrayList<>();
        Sender jms = batch -> {
            for (Entry entry : batch.entries()) {
                if (full.contains(entry.destination())) {
                    throw new SenderUnavailableException("no room", null, entry.destination());
                }
            }
            batch.entries().forEach(entry -> received.add(entry.id()));
        };
        pass = pass(List.of(jms), 500, 1_000_000);
        to("full", "a1", "a");
        to("mail", "a2", "a");
        to("mail", "b1", "b");

        PassResult.Owned first = pass();
        first.outages().forEach((outage, cause) -> outage.failed(cause, 0.5));
        drain();
        assertThat(received).containsExactly("b1");
        assertThat(status().retrying()).isZero();

        full.clear();
        first.outages().keySet().forEach(Outage::tryAgain);
        routes.opened();
        drain();

        assertThat(received).containsExactly("b1", "a1", "a2");
    }
}
