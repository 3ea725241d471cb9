package io.outboxed.it.onejvm;

import io.outboxed.OutboxConfig;
import io.outboxed.internal.cdi.RelayLifecycle;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;

/**
 * A server in this JVM with one application. It deploys the application's bean classes together with the library's jars as they
 * are, and {@link #startRelay} does what the EJB timer does. One at a time, as the JNDI is the JVM's.
 */
public final class Server implements AutoCloseable {
    public static final String THREAD_FACTORY = "java:comp/DefaultManagedThreadFactory";
    public static final String FACTORY = "java:comp/DefaultJMSConnectionFactory";
    public static final String PLAIN_FACTORY = "java:/PlainConnectionFactory";
    private static final String REGISTRY = "java:comp/TransactionSynchronizationRegistry";
    private static final String THREADS = "java:comp/DefaultManagedScheduledExecutorService";

    /** The settings, produced as a bean. */
    @ApplicationScoped
    public static class Config {
        private static OutboxConfig config;

        @Produces
        @Singleton
        OutboxConfig config() {
            return config;
        }
    }

    private final Threads threads = new Threads();
    private final WeldContainer container;

    /** With the application's persistence unit, which takes part in JTA, and what it finds in JNDI. */
    public Server(OutboxConfig config, EntityManagerFactory unit, Map<String, ?> names, Class<?>... beans) {
        Naming.clear();
        Naming.bind("java:/TransactionManager", Transactions.manager());
        Naming.bind("java:/TransactionSynchronizationRegistry", Transactions.registry());
        Naming.bind(REGISTRY, Transactions.registry());
        Naming.bind(THREADS, threads.managed());
        Naming.bind(THREAD_FACTORY, threads.factory());
        names.forEach(Naming::bind);
        Config.config = config;
        container = new Weld()
                .addBeanClasses(beans)
                .addBeanClasses(Config.class, Transactions.Separate.class)
                .addServices(new ContainerResources(unit))
                .initialize();
    }

    public <T> T get(Class<T> type) {
        return container.select(type).get();
    }

    /** Starts the relay; its timer ticks as the lifecycle says. */
    public void startRelay() {
        RelayLifecycle relay = get(RelayLifecycle.class);
        if (relay.start()) {
            tickAfter(Duration.ZERO, relay);
        }
    }

    private void tickAfter(Duration wait, RelayLifecycle relay) {
        threads.service()
                .schedule(
                        () -> relay.tick().ifPresent(next -> tickAfter(next, relay)),
                        wait.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    public void stopRelay() {
        get(RelayLifecycle.class).stop();
    }

    @Override
    public void close() {
        stopRelay();
        container.shutdown();
        threads.close();
    }
}
