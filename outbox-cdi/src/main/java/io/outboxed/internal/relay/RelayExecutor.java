package io.outboxed.internal.relay;

import java.time.Duration;

/** Threads of the container. Both methods may refuse with an unchecked exception, and what they accept may be dropped. */
public interface RelayExecutor {

    /** Runs the task soon, in another thread. */
    void execute(Runnable task);

    /** Runs the task in another thread, after at least that time. */
    void schedule(Runnable task, Duration delay);
}
