package io.outboxed.benchmark.contestant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class RelayThreadTest {

    @Test
    void failed_loop_is_told_of_while_it_should_run_and_at_the_end() {
        IllegalStateException cause = new IllegalStateException("no such table");
        RelayThread relay = new RelayThread("relay", () -> {
            throw cause;
        });
        relay.start();

        assertThatThrownBy(relay::stop).hasMessage("relay has failed").hasCause(cause);
        assertThatThrownBy(relay::check).hasCause(cause);
    }

    @Test
    void stop_ends_a_pause() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        RelayThread[] relay = new RelayThread[1];
        relay[0] = new RelayThread("relay", () -> {
            begun.countDown();
            while (relay[0].isWanted()) {
                relay[0].pause(Duration.ofHours(1));
            }
        });
        relay[0].start();
        begun.await();

        relay[0].stop();

        assertThat(relay[0].isWanted()).isFalse();
    }
}
