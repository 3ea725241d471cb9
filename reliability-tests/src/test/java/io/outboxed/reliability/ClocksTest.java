package io.outboxed.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClocksTest {
    private static final long HOUR = 3_600;
    private static final long SLACK = 600;

    /** How many seconds a process is ahead of this one. */
    private static long ahead(ProcessBuilder date) throws IOException {
        byte[] seconds = date.start().getInputStream().readAllBytes();
        return Long.parseLong(new String(seconds, StandardCharsets.US_ASCII).strip())
                - System.currentTimeMillis() / 1_000;
    }

    @Test
    void clock_of_a_process_is_moved_and_put_back() throws IOException {
        assumeTrue(Clocks.areMovable(), "There is no C compiler.");
        try (Clocks clocks = new Clocks()) {
            ProcessBuilder date = new ProcessBuilder("date", "+%s");
            date.environment().putAll(clocks.environment("ann"));
            assertThat(ahead(date)).isBetween(-SLACK, SLACK);

            clocks.move("ann", Duration.ofHours(1));
            assertThat(ahead(date)).isBetween(HOUR - SLACK, HOUR + SLACK);

            clocks.move("ann", Duration.ofHours(-1));
            assertThat(ahead(date)).isBetween(-HOUR - SLACK, -HOUR + SLACK);

            clocks.move("ann", Duration.ZERO);
            assertThat(ahead(date)).isBetween(-SLACK, SLACK);
        }
    }
}
