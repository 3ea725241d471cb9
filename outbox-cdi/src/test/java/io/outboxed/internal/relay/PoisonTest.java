package io.outboxed.internal.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.spi.Sender;
import io.outboxed.spi.SenderUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Processes that die while they send: the entry that kills them is found, and no other is blamed. */
class PoisonTest extends PassScenario {
    private static final Duration RESTART = Duration.ofSeconds(10);

    /** A process from its start to its death or until nothing is left; true if it survived. */
    private boolean live() throws Exception {
        store.advance(RESTART);
        Pass pass = freshPass(List.<Sender>of(broker), 500, 1_000_000);
        try {
            drain(pass);
            return true;
        } catch (Death e) {
            return false;
        }
    }

    private static void drain(Pass pass) throws Exception {
        boolean again = true;
        while (again) {
            PassResult result = pass.run(0);
            again = result instanceof PassResult.Owned owned && owned.again();
        }
    }

    private int deathsUntilSurvival() throws Exception {
        int deaths = 0;
        while (!live()) {
            deaths++;
            assertThat(deaths).isLessThan(50);
        }
        return deaths;
    }

    @Property(tries = 60)
    void entry_that_kills_the_process_is_buried_after_a_few_deaths_and_all_others_are_sent(
            @ForAll @IntRange(min = 0, max = 599) int poison) throws Exception {
        IntStream.range(0, 600).forEach(i -> publish("m" + i, "key" + i % 7));
        broker.kills.add("m" + poison);

        int deaths = deathsUntilSurvival();

        assertThat(deaths).isBetween(3, 5);
        assertThat(store.deadLetters()).containsOnlyKeys("m" + poison);
        assertThat(store.deadLetters().get("m" + poison)).contains("OUTBOX-4006", "3 processes have died");
        assertThat(broker.received).hasSize(599).doesNotHaveDuplicates().doesNotContain("m" + poison);
        for (int key = 0; key < 7; key++) {
            int ofKey = key;
            assertThat(broker.received)
                    .filteredOn(id -> Integer.parseInt(id.substring(1)) % 7 == ofKey)
                    .isSortedAccordingTo((a, b) ->
                            Integer.compare(Integer.parseInt(a.substring(1)), Integer.parseInt(b.substring(1))));
        }
    }

    @Test
    void two_poison_entries_are_both_found() throws Exception {
        IntStream.range(0, 20).forEach(i -> publish("m" + i, null));
        broker.kills.addAll(List.of("m3", "m11"));

        deathsUntilSurvival();

        assertThat(store.deadLetters()).containsOnlyKeys("m3", "m11");
        assertThat(broker.received).hasSize(18);
    }

    @Test
    void process_that_was_killed_for_other_reasons_blames_nobody() throws Exception {
        IntStream.range(0, 20).forEach(i -> publish("m" + i, null));
        broker.kills.add("m0");
        assertThat(live()).isFalse();
        assertThat(live()).isFalse();
        broker.kills.clear();

        assertThat(live()).isTrue();

        assertThat(store.deadLetters()).isEmpty();
        assertThat(broker.received).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void first_batch_of_a_process_costs_one_transaction_more_and_later_ones_none() throws Exception {
        Pass pass = freshPass(List.<Sender>of(broker), 500, 1_000_000);
        publish("a", "k");
        drain(pass);
        assertThat(broker.received).containsExactly("a");
        assertThat(transactions).isEqualTo(3); // the note; the entry; and a look whether there is more

        publish("b", "k");
        transactions = 0;
        drain(pass);

        assertThat(broker.received).containsExactly("a", "b");
        assertThat(transactions).isEqualTo(1);
    }

    @Test
    void note_of_a_process_that_lives_makes_another_one_wait_and_blames_nobody() throws Exception {
        publish("a", "k");
        Pass one = freshPass(List.<Sender>of(broker), 500, 1_000_000);
        Pass other = freshPass(List.<Sender>of(broker), 500, 1_000_000);
        one.run(0); // has written its note, and not sent yet

        assertThat(other.run(0)).isInstanceOf(PassResult.Taken.class);
        drain(one);

        assertThat(broker.received).containsExactly("a");
        drain(other);
        assertThat(broker.received).containsExactly("a");
    }

    @Test
    void note_whose_entries_another_process_has_sent_does_not_stop_the_lane() throws Exception {
        publish("first", "k");
        Pass proven = freshPass(List.<Sender>of(broker), 500, 1_000_000);
        drain(proven);
        publish("a", "k");
        Pass careful = freshPass(List.<Sender>of(broker), 500, 1_000_000);
        careful.run(0); // has written its note, and not sent yet
        drain(proven);
        publish("b", "k");

        drain(careful);

        assertThat(broker.received).containsExactly("first", "a", "b");
    }

    @Test
    void entry_that_waits_meanwhile_is_not_blamed_for_the_death() throws Exception {
        IntStream.range(0, 3).forEach(i -> publish("m" + i, null));
        broker.kills.add("m1");
        assertThat(live()).isFalse();
        commit(() -> store.pause("orders"));
        List<String> before = new ArrayList<>(broker.received);
        Pass paused = freshPass(List.<Sender>of(broker), 500, 1_000_000);
        routes.pause(Set.of("orders"));
        store.advance(RESTART);
        drain(paused);

        assertThat(broker.received).isEqualTo(before);
        assertThat(store.deadLetters()).isEmpty();
        assertThat(status().waiting()).isEqualTo(3);
    }

    @Test
    void outage_during_the_careful_batch_leaves_nothing_behind() throws Exception {
        publish("a", "k");
        Sender[] away = {
            batch -> {
                throw new SenderUnavailableException("away", null);
            }
        };
        Pass pass = freshPass(List.of(batch -> away[0].send(batch)), 500, 1_000_000);
        pass.run(0);
        pass.run(0);
        away[0] = broker;
        drain(pass);

        assertThat(broker.received).containsExactly("a");
        assertThat(status().dead()).isZero();
    }

    @Test
    void retry_that_comes_due_after_a_death_goes_before_later_entries_of_its_key() throws Exception {
        publish("a1", "a");
        broker.rejects.add("a1");
        Pass proven = pass(1, 1_000_000);
        proven.run(0);
        broker.rejects.clear();
        List.of("b1", "a2", "b2").forEach(id -> publish(id, id.substring(0, 1)));
        freshPass(List.<Sender>of(broker), 500, 1_000_000).run(0); // notes b1 to b2, behind a1, and dies
        proven.run(0); // sends b1, so that the first that the note covers is a2

        store.advance(RESTART);
        drain(freshPass(List.<Sender>of(broker), 500, 1_000_000));

        assertThat(broker.received).containsExactlyInAnyOrder("a1", "b1", "a2", "b2");
        assertThat(broker.received).containsSubsequence("a1", "a2").containsSubsequence("b1", "b2");
    }
}
