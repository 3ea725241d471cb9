package io.outboxed.spi;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;

/**
 * Stands for a server where there is none: gives the relay transactions, threads, time and a transport. For tests; the module
 * {@code outbox-test} has one. A CDI bean of this type takes the place of enterprise beans, Jakarta Concurrency and JMS.
 *
 * <p>Not for production: on Payara and GlassFish a transaction that is not an enterprise bean's loses messages, and a relay without a
 * container's threads and timer outlives its application.
 *
 * <p><b>Threads:</b> any number at once.
 */
public interface OutboxEnvironment {

    /**
     * Runs work in a transaction of its own, whatever transaction the caller may be in: commits if it returns, rolls back if it throws.
     *
     * @throws Exception what the work has thrown, the same object; anything else is a failure to begin or to commit, after which it is not
     *     known whether the commit took effect
     */
    <T> T inTransaction(Callable<T> work) throws Exception;

    /**
     * Runs work without a transaction: one that the caller may be in does not see it.
     *
     * @throws Exception what the work has thrown
     */
    <T> T outsideTransaction(Callable<T> work) throws Exception;

    /**
     * Runs a task of the relay's in another thread, or in the same one but later, never before this method has returned.
     *
     * @param delay runs after at least that time; zero is soon
     * @return cancels the task
     */
    Future<?> schedule(Runnable task, Duration delay);

    /** What the time is, for publishers and for the relay; the store has a clock of its own. */
    Clock clock();

    /** Takes the entries that no other {@link Sender} bean accepts, in place of JMS. */
    Sender sender();

    /**
     * Hears of each message that is published, before it is stored and whether or not its transaction commits.
     *
     * @param message payload or {@link io.outboxed.Envelope}, as the application handed it over
     * @param sealed what was made of it
     */
    void published(Object message, SealedEnvelope sealed);
}
