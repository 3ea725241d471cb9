package io.outboxed.internal.jta;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.transaction.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WakeUpTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    private final List<String> told = new ArrayList<>();
    private final WakeUp wakeUp =
            new WakeUp((published, lanes, times) -> told.add(published + " " + lanes + " " + times));

    @Test
    void commit_tells_once_of_all_messages_lanes_and_times() {
        wakeUp.lane(2);
        wakeUp.lane(0);
        wakeUp.lane(2);
        wakeUp.at(NOON);

        wakeUp.beforeCompletion();
        assertThat(told).isEmpty();
        wakeUp.afterCompletion(Status.STATUS_COMMITTED);

        assertThat(told).containsExactly("4 [0, 2] [2026-11-25T12:00:00Z]");
    }

    @ParameterizedTest
    @ValueSource(ints = {Status.STATUS_ROLLEDBACK, Status.STATUS_UNKNOWN, Status.STATUS_MARKED_ROLLBACK})
    void end_that_is_no_commit_tells_nobody(int status) {
        wakeUp.lane(0);

        wakeUp.afterCompletion(status);

        assertThat(told).isEmpty();
    }
}
