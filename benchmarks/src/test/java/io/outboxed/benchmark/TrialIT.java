package io.outboxed.benchmark;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.benchmark.contestant.Contestant;
import io.outboxed.benchmark.contestant.Order;
import io.outboxed.benchmark.contestant.Place;
import io.outboxed.benchmark.contestant.Postgres;
import io.outboxed.it.onejvm.Broker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class TrialIT {

    /** Takes orders, and has nothing that would send them. */
    private static final class DeadContestant implements Contestant {
        @Override
        public void place(List<Order> orders) {}

        @Override
        public void startRelay() {}

        @Override
        public void stopRelay() {}

        @Override
        public void checkRelay() {
            throw new IllegalStateException("The relay has died.");
        }

        @Override
        public long waiting() {
            return 1;
        }

        @Override
        public void close() {}
    }

    @Test
    @Timeout(60) // less than the patience that a trial has with a relay that lives
    void relay_that_has_died_fails_the_trial_at_once(@TempDir Path data) throws Exception {
        try (Postgres postgres = new Postgres(data);
                Broker broker = new Broker("trial")) {
            postgres.empty("dead");
            Place place = new Place(postgres, broker, "dead", true);
            Trial trial = new Trial(place, new DeadContestant(), new Trial.Sizes(8, 800, 0, 0, Duration.ZERO, 100));

            assertThatThrownBy(trial::drain).hasMessage("The relay has died.");
            assertThatThrownBy(trial::both).hasMessage("The relay has died.");
        }
    }
}
