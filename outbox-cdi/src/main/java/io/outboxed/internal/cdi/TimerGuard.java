package io.outboxed.internal.cdi;

import io.outboxed.internal.Jndi;
import io.outboxed.internal.Log;
import io.outboxed.internal.relay.RelayDriver;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.util.concurrent.TimeUnit;
import javax.naming.NamingException;

/**
 * A thread of the container that has the relay look for work where the timer is late. It waits by a clock that nobody sets.
 *
 * <p>Not a task of the executor that is planned again and again: one would always be waiting when the application is undeployed.
 */
final class TimerGuard {
    private static final String FACTORY = "java:comp/DefaultManagedThreadFactory";

    private final Thread thread;

    private TimerGuard(Thread thread) {
        this.thread = thread;
    }

    /** Starts it; without one, if the server has no thread to give. */
    static TimerGuard start(RelayDriver driver) {
        try {
            Thread thread = Jndi.lookUp(FACTORY, ManagedThreadFactory.class).newThread(() -> guard(driver));
            thread.setName("outboxed-timer-guard");
            thread.setDaemon(true);
            thread.start();
            return new TimerGuard(thread);
        } catch (NamingException | RuntimeException e) {
            Log.noTimerGuard(e);
            return new TimerGuard(null);
        }
    }

    private static void guard(RelayDriver driver) {
        try {
            while (true) {
                TimeUnit.NANOSECONDS.sleep(driver.lookIfTimerIsLate().toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets it end. */
    void stop() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
