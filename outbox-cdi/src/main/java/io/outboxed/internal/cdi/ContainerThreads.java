package io.outboxed.internal.cdi;

import io.outboxed.internal.Errors;
import io.outboxed.internal.Jndi;
import io.outboxed.internal.relay.RelayExecutor;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.naming.NamingException;

/** The container's default threads. */
record ContainerThreads(ManagedScheduledExecutorService threads) implements RelayExecutor {
    private static final String NAME = "java:comp/DefaultManagedScheduledExecutorService";

    /**
     * Looked up, not injected: a server may be without them where no relay runs.
     *
     * @throws io.outboxed.OutboxConfigException if there are none
     */
    static ContainerThreads lookUp() {
        try {
            return new ContainerThreads(Jndi.lookUp(NAME, ManagedScheduledExecutorService.class));
        } catch (NamingException e) {
            throw Errors.missingPart(
                    "the default managed scheduled executor (" + NAME + ")", "Configure it at the server.", e);
        }
    }

    @Override
    public void execute(Runnable task) {
        threads.execute(task);
    }

    @Override
    public void schedule(Runnable task, Duration delay) {
        Future<?> unused = threads.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    }
}
