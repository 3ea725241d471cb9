package io.outboxed.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.spi.OutboxListener;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenersTest {
    private final List<Integer> heard = new ArrayList<>();

    private final OutboxListener good = new OutboxListener() {
        @Override
        public void published(int count) {
            heard.add(count);
        }
    };

    @Test
    void all_are_told() {
        new Listeners(List.of(good, good)).published(3);

        assertThat(heard).containsExactly(3, 3);
    }

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, NoSuchMethodError.class})
    void one_that_fails_disturbs_neither_the_caller_nor_the_others(Class<? extends Throwable> failure) {
        OutboxListener bad = new OutboxListener() {
            @Override
            public void published(int count) {
                sneak(failure);
            }
        };

        new Listeners(List.of(bad, good)).published(3);

        assertThat(heard).containsExactly(3);
    }

    private static void sneak(Class<? extends Throwable> failure) {
        if (failure == IllegalStateException.class) {
            throw new IllegalStateException("bad");
        }
        throw new NoSuchMethodError("bad");
    }
}
