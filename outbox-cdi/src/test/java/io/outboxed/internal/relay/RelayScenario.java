package io.outboxed.internal.relay;

import io.outboxed.spi.Entry;
import io.outboxed.spi.Sender;
import io.outboxed.spi.SenderUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** A driver with an executor that runs tasks only when the test says so: every race is a fixed order of steps. */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD) // a driver that never rests fails its test
abstract class RelayScenario {
    final ManualExecutor executor = new ManualExecutor();
    final OneLaneStore store = new OneLaneStore();
    final List<String> sent = new ArrayList<>();
    boolean brokerAway;
    Runnable duringSend = () -> {};

    final Sender sender = new Sender() {
        @Override
        public void send(List<Entry> entries) throws Exception {
            if (brokerAway) {
                throw new SenderUnavailableException("away", null);
            }
            entries.forEach(entry -> sent.add(entry.id()));
            duringSend.run();
        }
    };

    static final NewTransaction NO_TRANSACTION = new NewTransaction() {
        @Override
        public <T> Result<T> run(Callable<T> work) {
            try {
                return new Result<>(work.call(), null);
            } catch (Exception e) {
                return new Result<>(null, e);
            }
        }
    };

    final RelayDriver driver = driver(Duration.ZERO);

    RelayDriver driver(Duration linger) {
        BackOff backOff = new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(1));
        Pass pass = new Pass(
                store,
                new BatchSending(List.of(sender), NO_TRANSACTION),
                NO_TRANSACTION,
                new RetryPolicy(3, backOff, () -> 0.5),
                new Pass.Limits(2, 1_000_000, 1_000));
        Pacing pacing = new Pacing(Duration.ofMillis(500), Duration.ofSeconds(5));
        return new RelayDriver(pass, store, NO_TRANSACTION, executor, pacing, 1, linger);
    }
}
