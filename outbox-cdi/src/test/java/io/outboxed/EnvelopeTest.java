package io.outboxed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
}
