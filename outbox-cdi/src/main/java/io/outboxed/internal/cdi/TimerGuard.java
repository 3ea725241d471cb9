package io.outboxed.internal.cdi;

import io.outboxed.internal.Jndi;
import io.outboxed.internal.Log;
import io.outboxed.internal.relay.RelayDriver;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.naming.NamingException;

/**
 * A thread of the container that has the relay look for work where the timer is late. It waits by a clock that nobody sets.
 *
 * <p>Not a task of the executor that is planned again and again: one would always be waiting when the application is undeployed.
 */
final class TimerGuard {
    private static final String FACTORY = "java:comp/DefaultManagedThreadFactory";

    private final RelayDriver driver;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private TimerGuard(RelayDriver driver) {
        this.driver = driver;
    }

    /** Starts it; without a thread, if the server has none to give. */
    static TimerGuard start(RelayDriver driver) {
        TimerGuard guard = new TimerGuard(driver);
        try {
            Thread thread = Jndi.lookUp(FACTORY, ManagedThreadFactory.class).newThread(guard::watch);
            thread.setName("outboxed-timer-guard");
            thread.setDaemon(true);
            thread.start();
        } catch (NamingException | RuntimeException e) {
            Log.noTimerGuard(e);
        }
        return guard;
    }

    private void watch() {
        Duration wait = Duration.ZERO;
        try {
            while (!stopped.await(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                wait = driver.lookIfTimerIsLate();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets it end; without an interrupt, which would make H2 close the database that the thread is reading. */
    void stop() {
        stopped.countDown();
    }
}
