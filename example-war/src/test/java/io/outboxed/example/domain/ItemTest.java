package io.outboxed.example.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ItemTest {

    @Test
    void anItemWithoutStock_neverRunsOut() {
        Item book = new Item("book", null);

        assertThat(book.isLimited()).isFalse();
        assertThatCode(() -> book.take(1_000)).doesNotThrowAnyException();
    }

    @Test
    void aLimitedItem_canBeTakenToTheLast() {
        Item vinyl = new Item("vinyl", 5);

        vinyl.take(2);
        vinyl.take(3);

        assertThatThrownBy(() -> vinyl.take(1))
                .isInstanceOf(OutOfStockException.class)
                .hasMessage("There are 0 left of 'vinyl', not 1.");
    }

    @Test
    void takingTooMuch_takesNothing() {
        Item vinyl = new Item("vinyl", 5);

        assertThatThrownBy(() -> vinyl.take(6)).isInstanceOf(OutOfStockException.class);

        assertThatCode(() -> vinyl.take(5)).doesNotThrowAnyException();
    }
}
