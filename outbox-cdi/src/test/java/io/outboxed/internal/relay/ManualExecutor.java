package io.outboxed.internal.relay;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;

/** Runs tasks only when the test says so, in its thread. */
final class ManualExecutor implements RelayExecutor {
    final Deque<Runnable> tasks = new ArrayDeque<>();
    final Deque<Runnable> scheduled = new ArrayDeque<>();
    final List<Duration> delays = new ArrayList<>();
    final List<Future<?>> futures = new ArrayList<>();
    boolean refuses;

    @Override
    public Future<?> schedule(Runnable task, Duration delay) {
        if (refuses) {
            throw new RejectedExecutionException();
        }
        FutureTask<?> future = new FutureTask<>(task, null);
        futures.add(future);
        if (delay.isZero()) {
            tasks.add(task);
            return future;
        }
        delays.add(delay);
        scheduled.add(task);
        return future;
    }

    /** Forgets what it has accepted, as a container does at times, but returns it. */
    List<Runnable> drop() {
        List<Runnable> dropped = new ArrayList<>();
        for (Deque<Runnable> each : List.of(tasks, scheduled)) {
            dropped.addAll(each);
            each.clear();
        }
        return dropped;
    }

    void runAll() {
        while (!tasks.isEmpty()) {
            tasks.poll().run();
        }
    }

    /** What is scheduled now, and the tasks that come of it; not what is scheduled meanwhile. */
    void runScheduled() {
        List<Runnable> due = new ArrayList<>(scheduled);
        scheduled.clear();
        due.forEach(Runnable::run);
        runAll();
    }
}
