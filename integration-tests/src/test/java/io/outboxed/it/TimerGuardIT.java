package io.outboxed.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.Envelope;
import io.outboxed.Outbox;
import io.outboxed.it.onejvm.LogLines;
import io.outboxed.it.onejvm.Naming;
import io.outboxed.it.onejvm.OneJvm;
import io.outboxed.it.onejvm.Server;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The thread that watches over the timer. What it does when the timer is late, {@code TimerWatchTest} and {@code MovedClockIT} show. */
@Tag("once")
class TimerGuardIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static long guards() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("outboxed-timer-guard"))
                .count();
    }

    @Test
    void is_there_as_long_as_the_relay_runs() throws Exception {
        try (OneJvm server = new OneJvm(settings -> settings)) {
            server.startRelay();
            Awaitility.await().atMost(PATIENCE).until(() -> guards() == 1);

            server.stopRelay();

            Awaitility.await().atMost(PATIENCE).until(() -> guards() == 0);
        }
    }

    @Test
    void relay_works_without_it_and_says_so_where_the_server_gives_no_thread() throws Exception {
        try (OneJvm server = new OneJvm(settings -> settings);
                LogLines log = new LogLines()) {
            Naming.bind(Server.THREAD_FACTORY, "something else");
            server.startRelay();
            server.inTransaction(() -> server.get(Outbox.class)
                    .publish(Envelope.of("hello").to("orders").build()));

            Awaitility.await().atMost(PATIENCE).until(() -> server.broker().count("orders") == 1);
            assertThat(guards()).isZero();
            assertThat(log.count("OUTBOX-3025")).isEqualTo(1);
        }
    }
}
