package io.outboxed.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Runs transactions in other threads. */
abstract class ConcurrentScenario extends BacklogContract {
    static final int THREADS = 4;

    ExecutorService others;

    @BeforeEach
    void startThreads() {
        others = Executors.newFixedThreadPool(THREADS);
    }

    @AfterEach
    void stopThreads() {
        others.shutdownNow();
    }

    /** Runs work in a transaction of another thread, while that of this thread goes on. */
    <T> T elsewhere(Callable<T> work) {
        return resultOf(begin(work));
    }

    /** The same, without waiting for its end. */
    <T> Future<T> begin(Callable<T> work) {
        return others.submit(() -> fixture.inTransaction(() -> {
            try {
                return work.call();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }));
    }

    static <T> T resultOf(Future<T> transaction) {
        try {
            return transaction.get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("The other transaction failed, or waited", e);
        }
    }

    /** A store that makes it wait passes for sure; one that does not has a moment to show it. */
    static void assertWaits(Future<?> transaction) {
        assertThatThrownBy(() -> transaction.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
    }

    static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
