package io.outboxed.it.onejvm;

import io.outboxed.OutboxConfig;
import io.outboxed.OutboxConfig.SchemaMode;
import io.outboxed.internal.cdi.RelayLifecycle;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.jms.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;

/**
 * An application on a server, in this JVM. Open it with the application's bean classes; it deploys them together with the
 * library's jars as they are, and {@link #startRelay} does what the EJB timer does on a server.
 */
public final class OneJvm implements AutoCloseable {
    private static final String REGISTRY = "java:comp/TransactionSynchronizationRegistry";
    private static final String THREADS = "java:comp/DefaultManagedScheduledExecutorService";
    public static final String THREAD_FACTORY = "java:comp/DefaultManagedThreadFactory";
    public static final String FACTORY = "java:comp/DefaultJMSConnectionFactory";
    public static final String PLAIN_FACTORY = "java:/PlainConnectionFactory";
    public static final String OTHER_FACTORY = "java:/OtherConnectionFactory";

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

    private final Broker broker;
    private final Persistence persistence;
    private final Threads threads = new Threads();
    private final WeldContainer container;

    public OneJvm(UnaryOperator<OutboxConfig.Builder> settings, Class<?>... beans) throws Exception {
        persistence = new Persistence("it");
        broker = new Broker("it");
        Naming.clear();
        Naming.bind("java:/TransactionManager", Transactions.manager());
        Naming.bind("java:/TransactionSynchronizationRegistry", Transactions.registry());
        Naming.bind(REGISTRY, Transactions.registry());
        Naming.bind(THREADS, threads.managed());
        Naming.bind(THREAD_FACTORY, threads.factory());
        Naming.bind(FACTORY, broker.managedCounted());
        Naming.bind(PLAIN_FACTORY, broker.plainCounted());
        Naming.bind(OTHER_FACTORY, broker.managedOther());
        Config.config = settings.apply(OutboxConfig.builder()
                        .schema(persistence.hasTables() ? SchemaMode.VALIDATE : SchemaMode.CREATE)
                        .busyInterval(Duration.ofMillis(50))
                        .idleInterval(Duration.ofMillis(200)))
                .build();
        Weld deployment = new Weld()
                .addBeanClasses(beans)
                .addBeanClasses(Config.class, Transactions.Separate.class)
                .addServices(new ContainerResources(persistence));
        container = deployment.initialize();
    }

    public <T> T get(Class<T> type) {
        return container.select(type).get();
    }

    public Persistence persistence() {
        return persistence;
    }

    public Broker broker() {
        return broker;
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

    /** The texts of the messages that wait in a queue. */
    public List<String> texts(String queue) throws Exception {
        List<String> texts = new ArrayList<>();
        for (Message message : broker.receiveAll(queue)) {
            texts.add(message.getBody(String.class));
        }
        return texts;
    }

    /** Rows of a query, in the current transaction. */
    @SuppressWarnings("unchecked")
    public List<Object[]> rows(String sql) {
        return persistence.entityManager().createNativeQuery(sql).getResultList();
    }

    /** Runs work in a transaction and commits it. */
    public <T> T inTransaction(Callable<T> work) throws Exception {
        return Transactions.inTransaction(work);
    }

    @Override
    public void close() throws Exception {
        stopRelay();
        container.shutdown();
        threads.close();
        persistence.close();
        broker.close();
    }
}
