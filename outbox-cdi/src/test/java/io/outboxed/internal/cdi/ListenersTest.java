package io.outboxed.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.internal.relay.RelayLog;
import io.outboxed.spi.OutboxListener;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
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

    @Test
    void one_that_always_fails_is_logged_once_a_minute() {
        long[] nanoTime = {Long.MAX_VALUE - 1};
        OutboxListener bad = new OutboxListener() {
            @Override
            public void published(int count) {
                sneak(IllegalStateException.class);
            }
        };
        Listeners listeners = new Listeners(List.of(bad), () -> nanoTime[0]);
        try (RelayLog log = new RelayLog()) {
            listeners.published(1);
            listeners.published(1);
            assertThat(log.codes(Level.WARNING)).containsExactly("OUTBOX-3012");

            nanoTime[0] += 60_000_000_000L;
            listeners.published(1);
            assertThat(log.codes(Level.WARNING)).containsExactly("OUTBOX-3012", "OUTBOX-3012");
        }
    }

    private static void sneak(Class<? extends Throwable> failure) {
        if (failure == IllegalStateException.class) {
            throw new IllegalStateException("bad");
        }
        throw new NoSuchMethodError("bad");
    }
}
