package io.outboxed.internal.cdi;

import io.outboxed.OutboxConfig;
import io.outboxed.OutboxConfigException;
import io.outboxed.admin.DeadLettered;
import io.outboxed.internal.Causes;
import io.outboxed.internal.DeploymentErrors;
import io.outboxed.internal.Jndi;
import io.outboxed.internal.Log;
import io.outboxed.internal.admin.Tally;
import io.outboxed.internal.jms.JmsSenders;
import io.outboxed.internal.jmx.JmxOutbox;
import io.outboxed.internal.relay.BatchSending;
import io.outboxed.internal.relay.Failures;
import io.outboxed.internal.relay.NewTransaction;
import io.outboxed.internal.relay.OwnTransaction;
import io.outboxed.internal.relay.Pacing;
import io.outboxed.internal.relay.Pass;
import io.outboxed.internal.relay.Purging;
import io.outboxed.internal.relay.RelayDriver;
import io.outboxed.internal.relay.RelayExecutor;
import io.outboxed.internal.relay.RetryPolicy;
import io.outboxed.internal.relay.Routes;
import io.outboxed.internal.relay.TransformedSending;
import io.outboxed.internal.relay.XaSending;
import io.outboxed.spi.ActiveConfig;
import io.outboxed.spi.EntryTransformer;
import io.outboxed.spi.FailureClassifier;
import io.outboxed.spi.InboxStore;
import io.outboxed.spi.OutboxListener;
import io.outboxed.spi.OutboxStore;
import io.outboxed.spi.PerUnit;
import io.outboxed.spi.Sender;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/** Builds the relay from settings and beans, starts and stops it. What calls it is the container's timer. */
@PerUnit
@ApplicationScoped
public class RelayLifecycle {

    @Inject
    private ActiveConfig activeConfig;

    @Inject
    private Instance<OutboxStore> stores;

    @Inject
    private Instance<InboxStore> inboxes;

    @Inject
    @Any
    private Instance<Sender> applicationSenders;

    @Inject
    @Any
    private Instance<FailureClassifier> classifiers;

    @Inject
    @Any
    private Instance<OutboxListener> listeners;

    @Inject
    @Any
    private Instance<EntryTransformer> transformers;

    @Inject
    private Event<DeadLettered> deadLettered;

    @Inject
    private Transactions transactions;

    @Inject
    private TransactionRegistry registry;

    @Inject
    private Surroundings surroundings;

    private final List<Sender> ownSenders = new ArrayList<>();
    private volatile RelayDriver driver;
    private final Tally tally = new Tally();
    private volatile OutboxListener listener = tally;
    private volatile JmxOutbox jmx;
    private volatile TimerGuard guard;

    /**
     * Makes the store ready and starts the relay, if this application is to send.
     *
     * @return whether {@link #tick} is to be called from now on
     * @throws io.outboxed.OutboxException if something is missing or wrong, so that the deployment fails
     */
    public synchronized boolean start() {
        OutboxConfig config = activeConfig.get();
        if (stores.isUnsatisfied()) {
            throw DeploymentErrors.noStore();
        }
        registry.get(); // so that it is found now
        OutboxStore store = stores.get();
        NewTransaction transaction = transactions.get();
        OwnTransaction.get(transaction, () -> {
            store.prepare(config.lanes());
            return null;
        });
        prepareTransformers();
        listener = listener();
        if (config.relayEnabled()) {
            driver = driver(config, store, transaction);
            driver.start();
            Log.started(unit(), config.lanes(), config.workers(), config.connectionFactory(), config.jmsMode());
        } else if (config.cdcSlot().isEmpty()) {
            Log.relayDisabled(unit());
        } else {
            Log.captured(unit(), config.cdcSlot());
        }
        jmx = JmxOutbox.register(Jndi.applicationName(), activeConfig.unit(), tally, this::driver);
        return config.relayEnabled();
    }

    private void prepareTransformers() {
        for (EntryTransformer transformer : Prioritized.list(transformers, activeConfig.unit())) {
            try {
                transformer.prepare();
            } catch (Exception e) { // our own may come out of the bean's making, wrapped by the container
                throw Causes.of(e)
                        .filter(OutboxConfigException.class::isInstance)
                        .map(OutboxConfigException.class::cast)
                        .findFirst()
                        .orElseGet(() -> DeploymentErrors.transformerNotReady(transformer.getClass(), e));
            }
        }
    }

    /** Ours first, then the application's. */
    private OutboxListener listener() {
        List<OutboxListener> all = new ArrayList<>(List.of(tally, new DeadLetteredEvents(deadLettered)));
        all.addAll(Prioritized.list(listeners, activeConfig.unit()));
        return new Listeners(all);
    }

    private RelayDriver driver(OutboxConfig config, OutboxStore store, NewTransaction transaction) {
        RelayExecutor threads = surroundings.threads(config.executor());
        LongSupplier nanoTime = surroundings.nanoTime();
        Routes routes = new Routes(senders(config));
        Failures failures =
                new Failures(Prioritized.list(classifiers, activeConfig.unit()), config.permanentFailures());
        BatchSending sending = new BatchSending(routes, transaction, failures, nanoTime);
        Pass pass = new Pass(
                store,
                routes,
                new TransformedSending(
                        config.jmsMode() == OutboxConfig.JmsMode.XA
                                        && surroundings.given().isEmpty()
                                ? new XaSending(routes, sending, failures)
                                : sending,
                        Prioritized.list(transformers, activeConfig.unit()),
                        transaction,
                        failures,
                        config.batchBytes(),
                        nanoTime),
                transaction,
                RetryPolicy.policies(config, surroundings::random),
                new Pass.Limits(
                        config.batchSize(),
                        config.batchBytes(),
                        config.payloadMaxBytes(),
                        config.retention(),
                        config.maxDeaths()));
        return new RelayDriver(
                new RelayDriver.Parts(
                        pass,
                        routes,
                        sending,
                        store,
                        inboxes.isUnsatisfied()
                                ? Purging.NOTHING
                                : step -> inboxes.get().purge(config.inboxRetention(), step) == step,
                        transaction,
                        threads,
                        listener),
                new Pacing(config.busyInterval(), config.idleInterval()),
                config.workers(),
                config.linger(),
                nanoTime);
    }

    /** The application's first, then JMS for what they do not accept, or a test's. */
    private List<Sender> senders(OutboxConfig config) {
        List<Sender> senders = new ArrayList<>(Prioritized.list(applicationSenders, activeConfig.unit()));
        if (surroundings.given().isPresent()) {
            senders.add(surroundings.given().get().sender());
            return senders;
        }
        if (config.jmsMode() == OutboxConfig.JmsMode.NONE) {
            if (senders.isEmpty()) {
                throw DeploymentErrors.nothingSends();
            }
            return senders;
        }
        ServerParts.requireMessaging();
        ownSenders.addAll(JmsSenders.create(config));
        senders.addAll(ownSenders);
        return senders;
    }

    /** What the timer does; when it is to fire again, or empty once the relay has stopped. */
    public Optional<Duration> tick() {
        if (guard == null && surroundings.given().isEmpty()) {
            startGuard();
        }
        RelayDriver current = driver;
        return current == null ? Optional.empty() : Optional.of(current.tick());
    }

    /** Not before the timer has fired once, as servers are not ready for threads until the application is deployed. */
    private synchronized void startGuard() {
        if (driver != null && guard == null) {
            guard = TimerGuard.start(driver);
        }
    }

    /** Has lanes visited soon, and looks for more at some times; called after a commit, so it only hands over. */
    void committed(int published, Set<Integer> lanes, Set<Instant> times) {
        listener.published(published);
        RelayDriver current = driver;
        if (current == null) {
            return;
        }
        if (!lanes.isEmpty()) {
            current.wake(lanes);
        }
        Instant now = surroundings.clock().instant();
        times.forEach(time -> current.lookIn(time.isAfter(now) ? Duration.between(now, time) : Duration.ZERO));
    }

    /** A consumer has skipped a message that it has worked on before; called after the commit. */
    void skipped(String consumer) {
        listener.skipped(consumer);
    }

    /** Lets running passes end, within {@code outbox.relay.shutdown-timeout}. */
    public synchronized void stop() {
        if (jmx != null) {
            jmx.close();
            jmx = null;
        }
        RelayDriver current = driver;
        driver = null;
        if (current == null) {
            return;
        }
        if (guard != null) {
            guard.stop();
            guard = null;
        }
        Duration timeout = activeConfig.get().shutdownTimeout();
        try {
            Log.stopped(unit(), current.stop(timeout), timeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            Log.stopped(unit(), false, timeout);
        }
        ownSenders.forEach(Sender::close);
        ownSenders.clear();
    }

    /** The persistence unit of a further outbox; empty for the main one. */
    public String unit() {
        return activeConfig.unit();
    }

    /** The relay, if it runs in this application. */
    Optional<RelayDriver> driver() {
        return Optional.ofNullable(driver);
    }

    /** What this node has done since it was started. */
    Tally tally() {
        return tally;
    }
}
