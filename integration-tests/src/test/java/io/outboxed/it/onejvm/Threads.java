package io.outboxed.it.onejvm;

import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** The server's default managed threads. */
public final class Threads implements AutoCloseable {
    private final ScheduledExecutorService service = Executors.newScheduledThreadPool(8);

    public ManagedScheduledExecutorService managed() {
        return (ManagedScheduledExecutorService) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ManagedScheduledExecutorService.class},
                (p, method, args) -> {
                    try {
                        return method.invoke(service, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    public ScheduledExecutorService service() {
        return service;
    }

    @Override
    public void close() {
        service.shutdownNow();
    }
}
