package io.outboxed.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.reliability.Ledger.Disturbance;
import io.outboxed.reliability.Ledger.Receipt;
import org.junit.jupiter.api.Test;

/** Whoever counts must not be wrong. */
class LedgerTest {
    private static final long SECOND = 1_000_000_000L;

    private final Ledger ledger = new Ledger();

    private void receive(String type, String id, String sending, String key, long order, long seconds) {
        ledger.received(new Receipt(type, id, sending, key, order, seconds * SECOND));
    }

    private void receive(String id, String key, long order) {
        receive(Ledger.PLACED, id, id, key, order, 0);
    }

    @Test
    void acknowledged_order_is_missing_until_its_message_comes() {
        ledger.acknowledged("ada", 1);
        ledger.acknowledged("ada", 2);
        receive("a", "ada", 1);

        assertThat(ledger.missing()).containsExactly(2L);

        receive("b", "ada", 2);

        assertThat(ledger.missing()).isEmpty();
    }

    @Test
    void message_may_come_before_the_acknowledgement() {
        receive("a", "ada", 1);
        ledger.acknowledged("ada", 1);

        assertThat(ledger.missing()).isEmpty();
        assertThat(ledger.unasked()).isEmpty();
    }

    @Test
    void message_of_another_type_does_not_stand_for_the_order() {
        ledger.acknowledged("ada", 1);
        receive("OrderShipped", "a", "a", "ada", 1, 0);

        assertThat(ledger.missing()).containsExactly(1L);
    }

    @Test
    void orders_of_requests_without_an_answer_may_exist_but_no_others() {
        ledger.unanswered("ada", 2);
        receive("a", "ada", 1);
        receive("b", "ada", 2);
        assertThat(ledger.unasked()).isEmpty();

        receive("c", "ada", 3);
        receive("d", "bob", 4);

        assertThat(ledger.unasked()).containsOnlyKeys("ada", "bob");
    }

    @Test
    void first_receipt_after_a_later_order_of_its_key_is_an_inversion() {
        receive("a", "ada", 2);
        receive("b", "bob", 1);
        assertThat(ledger.inversions()).isEmpty();

        receive("c", "ada", 1);

        assertThat(ledger.inversions()).extracting(Receipt::id).containsExactly("c");
    }

    @Test
    void recovery_explains_an_inversion_after_what_leaves_a_transaction_in_doubt() {
        ledger.disturbed(new Disturbance("broker killed", true, 100 * SECOND, 110 * SECOND));
        ledger.disturbed(new Disturbance("database killed", false, 700 * SECOND, 710 * SECOND));
        receive("latest", "ada", 10);
        receive(Ledger.PLACED, "before", "before", "ada", 1, 99);
        receive(Ledger.PLACED, "recovered", "recovered", "ada", 2, 250);
        receive(Ledger.PLACED, "after", "after", "ada", 3, 261);
        receive(Ledger.PLACED, "never in doubt", "never in doubt", "ada", 4, 705);

        assertThat(ledger.inversions()).hasSize(4);
        assertThat(ledger.recovered()).extracting(Receipt::id).containsExactly("recovered");
    }

    @Test
    void consumers_may_publish_in_any_order() {
        receive("OrderShipped", "a", "a", "ada", 2, 0);
        receive("OrderShipped", "b", "b", "ada", 1, 0);

        assertThat(ledger.inversions()).isEmpty();
    }

    @Test
    void repeated_message_is_no_inversion() {
        receive("a", "ada", 1);
        receive("b", "ada", 2);
        receive(Ledger.PLACED, "a", "again", "ada", 1, 1);

        assertThat(ledger.inversions()).isEmpty();
        assertThat(ledger.repeats()).hasSize(1);
    }

    @Test
    void delivery_that_the_broker_repeats_is_not_a_sending() {
        receive(Ledger.PLACED, "a", "first", "ada", 1, 0);
        receive(Ledger.PLACED, "a", "first", "ada", 1, 1);
        receive(Ledger.PLACED, "a", "second", "ada", 1, 2);
        receive(Ledger.PLACED, "a", "second", "ada", 1, 3);

        assertThat(ledger.repeats()).hasSize(1);
        assertThat(ledger.redelivered()).isEqualTo(2);
    }

    @Test
    void repeat_is_explained_by_what_was_broken_when_it_was_first_sent() {
        ledger.disturbed(new Disturbance("node killed", true, 100 * SECOND, 110 * SECOND));
        repeat("before", 90, 105);
        repeat("not yet deleted", 98, 105);
        repeat("within", 101, 102);
        repeat("late", 112, 140);
        repeat("after", 113, 114);

        assertThat(ledger.repeats()).hasSize(5);
        assertThat(ledger.unexplainedRepeats())
                .extracting(repeat -> repeat.receipt().id())
                .containsExactly("before", "after");
    }

    private void repeat(String id, long first, long second) {
        receive(Ledger.PLACED, id, id + 1, "ada", 1, first);
        receive(Ledger.PLACED, id, id + 2, "ada", 1, second);
    }

    @Test
    void time_is_quiet_when_nothing_explains_a_repeat() {
        ledger.disturbed(new Disturbance("node killed", true, 100 * SECOND, 110 * SECOND));
        ledger.disturbed(new Disturbance("node killed", true, 113 * SECOND, 114 * SECOND));
        ledger.disturbed(new Disturbance("node killed", true, 150 * SECOND, 160 * SECOND));

        assertThat(ledger.quiet(90 * SECOND, 200 * SECOND)).hasSeconds(8 + 32 + 38);
    }
}
