package io.outboxed.test;

import io.outboxed.Outbox;
import io.outboxed.OutboxConfig;
import io.outboxed.admin.DeadLetter;
import io.outboxed.admin.DeadLetters;
import io.outboxed.admin.EntryFilter;
import io.outboxed.admin.Relay;
import io.outboxed.admin.Retries;
import io.outboxed.spi.ActiveConfig;
import io.outboxed.spi.LaneLock;
import io.outboxed.test.memory.InMemoryOutboxStore;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The outbox of a test: all of Outboxed as it is, with a store in memory, a broker that remembers what it was sent, transactions without a
 * server, and time that stands still. Nothing happens by itself: the relay runs when the test calls {@link #drain}.
 *
 * <p>In a test with {@link OutboxExtension} it is injected, or given as a parameter. Elsewhere {@link #start} makes one with a CDI container
 * of its own, and {@link #create} one for a container that the test makes, with {@link #extensions}.
 *
 * <p><b>Threads:</b> any number may publish; one drains.
 */
public final class TestOutbox implements AutoCloseable {
    private final InMemoryOutboxStore memory = new InMemoryOutboxStore();
    private final Faults faults = new Faults();
    private final TestTransactions transactions = new TestTransactions(memory, faults);
    private final TestStores stores = TestStores.of(memory, transactions, faults);
    private final Clock clock = new TestClock(memory);
    private final CapturingSender broker = new CapturingSender(this);
    private final TestRelay relay = new TestRelay(clock, broker);
    private final PublishedLog log = new PublishedLog(memory);
    private final Optional<OutboxConfig> settings;
    private BeanManager beans;
    private SeContainer ownContainer;

    private TestOutbox(Optional<OutboxConfig> settings) {
        this.settings = settings;
        memory.advance(Duration.between(memory.now(), Instant.now()));
    }

    /** One for a container that gets {@link #extensions}; the settings are the application's own. */
    public static TestOutbox create() {
        return new TestOutbox(Optional.empty());
    }

    /** Likewise, with these settings in place of the application's. */
    public static TestOutbox create(UnaryOperator<OutboxConfig.Builder> settings) {
        return new TestOutbox(Optional.of(settings.apply(OutboxConfig.builder()).build()));
    }

    /** One in a CDI container of its own that has these bean classes in addition; {@link #close} ends it. */
    public static TestOutbox start(Class<?>... beans) {
        return create().startContainer(beans);
    }

    /** Likewise, with these settings in place of those of an {@code OutboxConfig} bean. */
    public static TestOutbox start(UnaryOperator<OutboxConfig.Builder> settings, Class<?>... beans) {
        return create(settings).startContainer(beans);
    }

    TestOutbox startContainer(Class<?>... beanClasses) {
        ownContainer = SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addBeanClasses(OwnContainer.class)
                .addBeanClasses(beanClasses)
                .addExtensions(extensions().toArray(Extension[]::new))
                .initialize();
        return this;
    }

    /** A container wants a bean class. */
    static final class OwnContainer {}

    /** What a CDI container in Java SE needs to have this outbox, where it does not look for beans by itself. */
    public List<Extension> extensions() {
        List<Extension> extensions = StreamSupport.stream(
                        ServiceLoader.load(Extension.class).spliterator(), false)
                .filter(extension -> extension.getClass().getPackageName().startsWith("io.outboxed.internal"))
                .collect(Collectors.toCollection(ArrayList::new));
        extensions.add(new KitExtension(this));
        return extensions;
    }

    /** The messages of all types that were published. */
    public Published<Object> published() {
        return log.start(Object.class, "message");
    }

    /**
     * The messages with a payload of that class, or a subclass, that were published.
     *
     * @return conditions to be added, and an ending; without one it means {@link Published#atLeast atLeast(1)}
     */
    public <T> Published<T> published(Class<T> payload) {
        return log.start(Objects.requireNonNull(payload, "payload"), payload.getSimpleName());
    }

    /**
     * Fails if the last chain that {@link #published} began has no ending, and there was no such message. Called by this outbox whenever it
     * is used, and at the end of a test.
     */
    public void verify() {
        log.verify();
    }

    /**
     * Runs the relay until nothing more is due: sends what is ready, tries again what has failed and whose time has come, and asks at once
     * whether a broker or a database that was away is back.
     *
     * <p><b>Transaction:</b> none; what was published in one that has not committed is not there.
     *
     * @return how many entries were sent; one that was sent twice, because its first attempt seemed to fail, counts once
     * @throws IllegalStateException in a transaction, or if the relay comes to no end
     */
    public int drain() {
        verify();
        if (transactions.current() != null) {
            throw new IllegalStateException(
                    "The relay does not see what was published before the transaction has committed:"
                            + " call drain() after it.");
        }
        return relay.run();
    }

    /** What the broker was sent so far. */
    public CapturedSends sends() {
        verify();
        return broker.sends();
    }

    /** What is to go wrong. */
    public Faults faults() {
        return faults;
    }

    /** The dead letters, the oldest first: at most 1,000. */
    public List<DeadLetter> failed() {
        verify();
        return deadLetters().find(EntryFilter.all(), DeadLetters.MAX_PAGE).entries();
    }

    /** What operators do with dead letters; redriven ones go with the next {@link #drain}. */
    public DeadLetters deadLetters() {
        return get(DeadLetters.class);
    }

    /** What operators do with entries that wait for their next attempt. */
    public Retries retries() {
        return get(Retries.class);
    }

    /** What operators do with the relay: pauses, and a look at the outbox. */
    public Relay relay() {
        return get(Relay.class);
    }

    /** What applications publish with; for classes under test that are no beans. */
    public Outbox outbox() {
        return get(Outbox.class);
    }

    /** The time; it stands still until {@link #advance} is called. It began when this outbox was made. */
    public Instant now() {
        return memory.now();
    }

    /** The same, as a clock that can be given to classes under test. */
    public Clock clock() {
        return clock;
    }

    /** Lets time pass, but does nothing: what is due then goes with the next {@link #drain}. */
    public void advance(Duration by) {
        memory.advance(by);
    }

    /**
     * Lets time pass until the next entry is due that is scheduled or waits for another attempt.
     *
     * @return how long that was; zero if something is due already; empty if nothing will be
     */
    public Optional<Duration> advanceToNextDue() {
        Optional<Duration> wait = inTransaction(stores.outbox()::outlook).stream()
                .filter(lane -> lane.nextDue() != LaneLock.NEVER)
                .map(lane -> Duration.ofMillis(Math.max(0, lane.nextDue() - lane.now())))
                .min(Duration::compareTo);
        wait.ifPresent(this::advance);
        return wait;
    }

    /**
     * Runs work in a transaction of its own and commits it; rolls back if it throws, or has asked for that.
     *
     * @throws RuntimeException what the work has thrown, and what went wrong with the commit; a checked exception is the cause of an {@code
     *     IllegalStateException}
     */
    public <T> T inTransaction(Callable<T> work) {
        try {
            return transactions.inNew(false, work);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs work as {@link #inTransaction(Callable)} does. */
    public void inTransaction(Runnable work) {
        inTransaction(() -> {
            work.run();
            return null;
        });
    }

    /** Ends the container of {@link #start}. */
    @Override
    public void close() {
        try {
            verify();
        } finally {
            end();
        }
    }

    /** Without a look at what is unfinished, as the test has failed already. */
    void end() {
        if (ownContainer != null && ownContainer.isRunning()) {
            ownContainer.close();
        }
    }

    void opened(BeanManager beanManager) {
        beans = beanManager;
    }

    private <T> T get(Class<T> type) {
        if (beans == null) {
            throw new IllegalStateException(
                    "There is no CDI container with this outbox: it is not started yet, or has not got"
                            + " TestOutbox.extensions().");
        }
        return beans.createInstance().select(type).get();
    }

    OutboxConfig config() {
        return get(ActiveConfig.class).get();
    }

    Optional<OutboxConfig> settings() {
        return settings;
    }

    TestTransactions transactions() {
        return transactions;
    }

    TestStores stores() {
        return stores;
    }

    /** The part of it that a server would be. */
    TestRelay relayParts() {
        return relay;
    }

    PublishedLog log() {
        return log;
    }

    CapturingSender broker() {
        return broker;
    }
}
