package io.outboxed.example.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CustomerTurnTest {

    @Test
    void everyName_hasOneOfTheSeededRows() {
        assertThat(CustomerTurn.slotOf("ada")).isBetween(0, 255).isEqualTo(CustomerTurn.slotOf("ada"));
        assertThat("polygenelubricants".hashCode()).isEqualTo(Integer.MIN_VALUE);
        assertThat(CustomerTurn.slotOf("polygenelubricants")).isBetween(0, 255);
    }
}
