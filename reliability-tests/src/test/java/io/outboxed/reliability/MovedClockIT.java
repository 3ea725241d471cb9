package io.outboxed.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.outboxed.harness.Nodes;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A server whose clock was set back and put right: its EJB timer sleeps for an hour, and the relay goes on. */
class MovedClockIT {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @Test
    void entries_are_found_although_the_clock_was_set_back() throws Exception {
        assumeTrue(Clocks.areMovable(), "There is no C compiler.");
        try (Clocks clocks = new Clocks();
                Nodes nodes = Nodes.open("clock")) {
            nodes.start("ann", clocks.environment("ann"));
            nodes.database().outbox().pauseAll();
            awaitLog(nodes, 0, "OUTBOX-3013");
            long order = nodes.client().order("carol", "book", 1).object().getInt("id");

            int log = nodes.shop("ann").logSize();
            clocks.move("ann", Duration.ofHours(-1));
            awaitLog(nodes, log, "OUTBOX-3024"); // the timer sleeps
            clocks.move("ann", Duration.ZERO);
            assertThat(nodes.client().status(order)).isEqualTo("PLACED");
            nodes.database().outbox().resumeAll(); // of which only a look at the store can know

            await().atMost(LIMIT).until(() -> nodes.client().status(order).equals("SHIPPED"));
        }
    }

    private static void awaitLog(Nodes nodes, int from, String code) {
        await(code)
                .atMost(LIMIT)
                .until(() -> nodes.shop("ann").logAfter(from).stream().anyMatch(line -> line.contains(code)));
    }
}
