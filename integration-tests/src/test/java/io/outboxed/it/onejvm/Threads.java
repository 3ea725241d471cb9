package io.outboxed.it.onejvm;

import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** The server's default managed threads. */
public final class Threads implements AutoCloseable {
    private final ScheduledExecutorService service = Executors.newScheduledThreadPool(8);

    public ManagedScheduledExecutorService managed() {
        return Proxies.of(
                ManagedScheduledExecutorService.class, (method, args) -> Proxies.invoke(service, method, args));
    }

    public ManagedThreadFactory factory() {
        return Proxies.of(ManagedThreadFactory.class, (method, args) -> new Thread((Runnable) args[0]));
    }

    public ScheduledExecutorService service() {
        return service;
    }

    @Override
    public void close() {
        service.shutdownNow();
    }
}
