package io.outboxed.internal.relay;

import java.time.Duration;
import java.util.concurrent.Future;

/** Threads of the container. It may refuse with an unchecked exception, and what it accepts may be dropped. */
public interface RelayExecutor {

    /**
     * Runs the task in another thread, after at least that time; zero is soon.
     *
     * @return cancels the task
     */
    Future<?> schedule(Runnable task, Duration delay);
}
