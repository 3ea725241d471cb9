package io.outboxed.internal.cdi;

import io.outboxed.internal.relay.NewTransaction;
import io.outboxed.internal.relay.RelayExecutor;
import io.outboxed.spi.OutboxEnvironment;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What the outbox runs in: a server, or what a test has in its place. */
@ApplicationScoped
class Surroundings {

    @Inject
    private Instance<OutboxEnvironment> environments;

    private OutboxEnvironment given;

    @PostConstruct
    void find() {
        given = environments.isUnsatisfied() ? null : environments.get();
    }

    /** What stands for a server; empty on a server. */
    Optional<OutboxEnvironment> given() {
        return Optional.ofNullable(given);
    }

    Clock clock() {
        return given == null ? Clock.systemUTC() : given.clock();
    }

    /** As {@link System#nanoTime}. */
    LongSupplier nanoTime() {
        return given == null
                ? System::nanoTime
                : () -> TimeUnit.MILLISECONDS.toNanos(given.clock().millis());
    }

    /** 0 to 1. Where time is a test's, waits are as long as they can be, so that it knows them. */
    double random() {
        return given == null ? ThreadLocalRandom.current().nextDouble() : 1;
    }

    /** The threads of the environment, or of the container under that name. */
    RelayExecutor threads(String name) {
        if (given == null) {
            ServerParts.requireConcurrency();
            return ContainerThreads.lookUp(name);
        }
        return given::schedule;
    }

    /** The transactions of the environment. */
    Optional<NewTransaction> transactions() {
        return given().map(EnvironmentTransaction::new);
    }

    /** Has the relay tick where the environment is the only one that could. */
    void drive(Supplier<Optional<Duration>> tick) {
        drive(tick, Duration.ZERO);
    }

    private void drive(Supplier<Optional<Duration>> tick, Duration wait) {
        if (given != null) {
            given.schedule(() -> tick.get().ifPresent(next -> drive(tick, next)), wait);
        }
    }
}
