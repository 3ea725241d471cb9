package io.outboxed.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.outboxed.harness.Nodes;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A server whose clock was set back and put right: its EJB timer sleeps for an hour, and the relay goes on. */
class MovedClockIT {
    /** Longer than the timer waits between two looks, so that it looks at the clock and sleeps on. */
    private static final Duration TIMER_LOOKS = Duration.ofSeconds(8);

    private static final Duration LIMIT = Duration.ofMinutes(1);

    @Test
    void entries_are_found_although_the_clock_was_set_back() throws Exception {
        assumeTrue(Clocks.areMovable(), "There is no C compiler.");
        try (Clocks clocks = new Clocks();
                Nodes nodes = Nodes.open("clock")) {
            nodes.start("ann", clocks.environment("ann"));
            nodes.database().pauseAll();
            await().atMost(LIMIT)
                    .until(() -> nodes.shop("ann").logAfter(0).stream().anyMatch(line -> line.contains("OUTBOX-3013")));
            long order = nodes.client().order("carol", "book", 1).object().getInt("id");

            clocks.move("ann", Duration.ofHours(-1));
            Thread.sleep(TIMER_LOOKS.toMillis());
            clocks.move("ann", Duration.ZERO);
            assertThat(nodes.client().status(order)).isEqualTo("PLACED");
            nodes.database().resumeAll(); // of which only a look at the store can know

            await().atMost(LIMIT).until(() -> nodes.client().status(order).equals("SHIPPED"));
        }
    }
}
