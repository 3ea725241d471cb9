package io.outboxed.internal.cdi;

import io.outboxed.internal.DeploymentErrors;
import io.outboxed.internal.Jndi;
import io.outboxed.internal.relay.RelayExecutor;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.naming.NamingException;

/** The container's threads. */
record ContainerThreads(ManagedScheduledExecutorService threads) implements RelayExecutor {
    /**
     * Looked up, not injected: a server may be without them where no relay runs.
     *
     * @throws io.outboxed.OutboxConfigException if there are none of that name
     */
    static ContainerThreads lookUp(String name) {
        try {
            return new ContainerThreads(Jndi.lookUp(name, ManagedScheduledExecutorService.class));
        } catch (NamingException e) {
            throw DeploymentErrors.noExecutor(name, e);
        }
    }

    @Override
    public Future<?> schedule(Runnable task, Duration delay) {
        return delay.isZero() ? threads.submit(task) : threads.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    }
}
