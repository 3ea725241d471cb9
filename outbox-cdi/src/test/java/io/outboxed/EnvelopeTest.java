package io.outboxed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\t"})
    void blank_destination_is_refused(String destination) {
        assertThatThrownBy(() -> Envelope.of("x").to(destination))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("OUTBOX-2002");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "my-header",
                "1st",
                "a b",
                "JMSFoo",
                "JMSXGroupID",
                "outbox_id",
                "_AMQ_DUPL_ID",
                "and",
                "NULL",
                "a\n"
            })
    void header_name_that_no_jms_property_can_carry_is_refused(String name) {
        assertThatThrownBy(() -> Envelope.of("x").header(name, 1)).hasMessageContaining("OUTBOX-2004");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reason", "_a", "$b", "traceparent", "Order", "ä"})
    void header_name_that_is_an_identifier_is_taken(String name) {
        assertThat(Envelope.of("x").header(name, "v").build().headers()).containsKey(name);
    }

    @Test
    void header_value_of_another_type_is_refused_without_being_quoted() {
        assertThatThrownBy(() -> Envelope.of("x").header("a", new StringBuilder("s3cret")))
                .hasMessageContaining("OUTBOX-2005")
                .message()
                .doesNotContain("s3cret");
        assertThatThrownBy(() -> Envelope.of("x").header("a", null)).hasMessageContaining("OUTBOX-2005");
        assertThatThrownBy(() -> Envelope.of("x").header("a", 'c')).hasMessageContaining("OUTBOX-2005");
    }

    @Test
    void both_sides_of_each_bound() {
        assertThat(Envelope.of("x").key("k".repeat(255)).build().key()).isPresent();
        assertThatThrownBy(() -> Envelope.of("x").key("k".repeat(256))).hasMessageContaining("OUTBOX-2003");
        assertThat(Envelope.of("x").priority(0).build().priority()).hasValue(0);
        assertThat(Envelope.of("x").priority(9).build().priority()).hasValue(9);
        assertThatThrownBy(() -> Envelope.of("x").priority(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Envelope.of("x").priority(10)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void envelope_in_an_envelope_is_refused() {
        Envelope inner = Envelope.of("x").build();
        assertThatThrownBy(() -> Envelope.of(inner)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Envelope.of(null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void times_are_there_as_they_were_given_and_the_last_call_wins() {
        Instant time = Instant.parse("2027-01-01T00:00:00Z");
        Duration duration = Duration.ofHours(1);
        Envelope none = Envelope.of("x").build();
        Envelope at = Envelope.of("x")
                .deliverAfter(duration)
                .deliverAt(time)
                .expiresAfter(duration)
                .expiresAt(time)
                .build();
        Envelope after = Envelope.of("x")
                .deliverAt(time)
                .deliverAfter(duration)
                .expiresAt(time)
                .expiresAfter(duration)
                .build();

        assertThat(none)
                .extracting(Envelope::deliverAt, Envelope::deliverAfter, Envelope::expiresAt, Envelope::expiresAfter)
                .containsOnly(Optional.empty());
        assertThat(at)
                .extracting(Envelope::deliverAt, Envelope::deliverAfter, Envelope::expiresAt, Envelope::expiresAfter)
                .containsExactly(Optional.of(time), Optional.empty(), Optional.of(time), Optional.empty());
        assertThat(after)
                .extracting(Envelope::deliverAt, Envelope::deliverAfter, Envelope::expiresAt, Envelope::expiresAfter)
                .containsExactly(Optional.empty(), Optional.of(duration), Optional.empty(), Optional.of(duration));
    }

    @Test
    void both_sides_of_each_bound_of_a_time() {
        Duration year = Duration.ofDays(365);
        Instant last = Instant.parse("9999-12-31T23:59:59.999Z");
        Envelope.of("x").deliverAfter(Duration.ZERO).deliverAfter(year).expiresAfter(Duration.ofMillis(1));
        Envelope.of("x")
                .expiresAfter(year)
                .deliverAt(Instant.EPOCH)
                .deliverAt(last)
                .expiresAt(last);

        List<Consumer<Envelope.Builder>> refused = List.of(
                envelope -> envelope.deliverAfter(Duration.ofNanos(-1)),
                envelope -> envelope.deliverAfter(year.plusNanos(1)),
                envelope -> envelope.expiresAfter(Duration.ofNanos(999_999)),
                envelope -> envelope.expiresAfter(year.plusNanos(1)),
                envelope -> envelope.deliverAt(Instant.EPOCH.minusNanos(1)),
                envelope -> envelope.deliverAt(Instant.MAX),
                envelope -> envelope.expiresAt(Instant.MIN),
                envelope -> envelope.expiresAt(last.plusMillis(1)));
        for (Consumer<Envelope.Builder> call : refused) {
            assertThatThrownBy(() -> call.accept(Envelope.of("x")))
                    .isInstanceOf(PublishException.class)
                    .hasMessageContaining("OUTBOX-2013");
        }
    }

    @Test
    void null_is_refused_by_name() {
        Map<String, Consumer<Envelope.Builder>> calls = Map.of(
                "deliverAt", envelope -> envelope.deliverAt(null),
                "deliverAfter", envelope -> envelope.deliverAfter(null),
                "expiresAt", envelope -> envelope.expiresAt(null),
                "expiresAfter", envelope -> envelope.expiresAfter(null),
                "id", envelope -> envelope.id(null),
                "onDuplicate", envelope -> envelope.id(new UUID(1, 2), null));
        calls.forEach((name, call) -> assertThatThrownBy(() -> call.accept(Envelope.of("x")))
                .isInstanceOf(NullPointerException.class)
                .hasMessage(name));
    }
}
