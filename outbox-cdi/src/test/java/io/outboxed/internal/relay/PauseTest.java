package io.outboxed.internal.relay;

import static io.outboxed.spi.Envelopes.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.admin.Relay;
import io.outboxed.internal.admin.Pauses;
import io.outboxed.spi.StoreStatus;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator's pauses do to running nodes. */
class PauseTest extends OperatorScenario {

    /** As the bean does it. */
    private void pause(String destination) {
        pauses().pause(destination);
        node.driver.tick();
    }

    private void resume(String destination) {
        pauses().resume(destination);
        node.driver.tick();
    }

    @Test
    void paused_destination_waits_with_later_entries_of_its_keys_and_others_go_on() throws Exception {
        pause("ship");
        publish(to("ship", "a1", "a"), to("mail", "a2", "a"), to("mail", "b1", "b"), to("ship", "n1", null));
        node.drain();
        publish(to("mail", "a3", "a"), to("mail", "b2", "b"));
        node.drain();

        assertThat(sent).containsExactly("b1", "b2");
        assertThat(status())
                .extracting(StoreStatus::ready, StoreStatus::waiting)
                .containsExactly(0L, 4L);

        resume("ship");
        node.work();

        assertThat(sent).hasSize(6).containsSubsequence("a1", "a2", "a3");
        assertThat(status().waiting()).isZero();
    }

    @Test
    void pausing_twice_and_resuming_twice_is_as_once() {
        assertThat(pauses().pause("ship")).isTrue();
        assertThat(pauses().pause("ship")).isFalse();
        assertThat(pauses().paused()).containsOnlyKeys("ship");
        assertThat(pauses().resume("ship")).isTrue();
        assertThat(pauses().resume("ship")).isFalse();
        assertThat(pauses().paused()).isEmpty();
    }

    @Test
    void everything_paused_sends_nothing_and_goes_on_in_order() throws Exception {
        pause(Relay.ALL);
        publish("a1", "a");
        node.driver.wake(List.of(0));
        publish("a2", "a");
        node.drain();
        assertThat(node.driver.runNow()).isZero();
        assertThat(sent).isEmpty();
        assertThat(status().ready()).isEqualTo(2);

        resume(Relay.ALL);
        node.work();

        assertThat(sent).containsExactly("a1", "a2");
    }

    @Test
    void destination_paused_by_itself_stays_so_when_everything_is_resumed() {
        pause("ship");
        pause(Relay.ALL);
        publish(to("ship", "a1", "a"), to("mail", "b1", "b"));

        resume(Relay.ALL);
        node.work();
        node.drain();
        assertThat(sent).containsExactly("b1");

        resume("ship");
        node.work();
        assertThat(sent).containsExactly("b1", "a1");
    }

    @Test
    void resuming_one_while_everything_is_paused_sends_nothing_yet() {
        pause("ship");
        pause(Relay.ALL);
        publish(to("ship", "a1", "a"));

        resume("ship");
        node.drain();
        assertThat(sent).isEmpty();

        resume(Relay.ALL);
        node.work();
        assertThat(sent).containsExactly("a1");
    }

    @Test
    void other_node_obeys_at_its_next_look() {
        Node other = new Node();
        pause("ship");
        publish(to("ship", "a1", "a"));
        other.drain();
        assertThat(sent).isEmpty();

        resume("ship"); // here: its worker has not run yet
        other.drain();
        assertThat(sent).containsExactly("a1");
        node.work();
        assertThat(sent).containsExactly("a1");
    }

    @Test
    void entries_that_a_node_sets_aside_before_it_hears_of_the_end_of_a_pause_go_when_it_does() {
        Node late = new Node();
        pause("ship");
        late.drain();
        publish(to("ship", "a1", "a"));
        pauses().resume("ship");
        late.driver.wake(List.of(0));
        late.work();
        assertThat(status().waiting()).isEqualTo(1);

        late.drain();

        assertThat(sent).containsExactly("a1");
    }

    @Test
    void pause_outlives_a_restart_also_for_what_is_woken_before_the_first_look() {
        pause("ship");
        publish(to("ship", "a1", "a"), to("mail", "b1", "b"));

        node = new Node();
        node.driver.wake(List.of(0));
        node.work();

        assertThat(sent).containsExactly("b1");
    }

    @Test
    void sending_in_the_calling_thread_obeys_a_pause_that_this_node_has_not_heard_of() throws Exception {
        pauses().pause("ship");
        publish(to("ship", "a1", "a"), to("mail", "b1", "b"));

        assertThat(node.driver.runNow()).isEqualTo(1);
        assertThat(sent).containsExactly("b1");

        pauses().resume("ship");
        assertThat(node.driver.runNow()).isEqualTo(1);
        assertThat(sent).containsExactly("b1", "a1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "*"})
    void name_that_no_destination_has_is_refused(String name) {
        assertThatThrownBy(() -> Pauses.check(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void name_may_have_255_characters_and_no_more() {
        assertThat(Pauses.check("x".repeat(255))).hasSize(255);
        assertThatThrownBy(() -> Pauses.check("x".repeat(256)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("256");
        assertThatThrownBy(() -> Pauses.check(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("destination");
    }
}
