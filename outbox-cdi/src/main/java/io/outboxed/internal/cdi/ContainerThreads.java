package io.outboxed.internal.cdi;

import io.outboxed.internal.relay.RelayExecutor;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The container's default threads. */
record ContainerThreads(ManagedScheduledExecutorService threads) implements RelayExecutor {

    @Override
    public void execute(Runnable task) {
        threads.execute(task);
    }

    @Override
    public void schedule(Runnable task, Duration delay) {
        Future<?> unused = threads.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    }
}
