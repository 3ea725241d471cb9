package io.outboxed.internal.relay;

import io.outboxed.internal.Log;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Hands tasks to the container's threads, and hands over again what has not begun long after its time. A container may accept a
 * task and drop it, as GlassFish does with those whose turn comes before it has recorded the deployment. A task that the container
 * refuses is kept, and handed over again as well. However often that happens, a task runs once.
 *
 * <p><b>Threads:</b> any number.
 */
final class WatchedExecutor {
    /** Longer than a server lets a task wait, unless it is at its limits. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RelayExecutor container;
    private final LongSupplier nanoTime;
    private final Set<Task> waiting = ConcurrentHashMap.newKeySet();

    WatchedExecutor(RelayExecutor container, LongSupplier nanoTime) {
        this.container = container;
        this.nanoTime = nanoTime;
    }

    private final class Task implements Runnable {
        private final Runnable work;
        private volatile Future<?> handedOver;
        private volatile boolean refused;
        private volatile boolean overdue;
        private volatile long lostAt;

        Task(Runnable work) {
            this.work = work;
        }

        void handOver(Duration delay) {
            refused = false;
            lostAt = nanoTime.getAsLong() + delay.plus(PATIENCE).toNanos();
            try {
                handedOver = container.schedule(this, delay);
            } catch (RuntimeException e) {
                Log.executorRefused(e);
                refused = true;
            }
        }

        boolean isRefused() {
            return refused;
        }

        boolean isDropped() {
            return !refused && nanoTime.getAsLong() - lostAt >= 0;
        }

        /** Whether it was found dropped before, and the copy handed over then has not begun either. */
        boolean isOverdue() {
            return overdue;
        }

        void handOverAgain() {
            overdue = !refused;
            handOver(Duration.ZERO);
        }

        void end() {
            Future<?> future = handedOver;
            if (future != null) {
                future.cancel(false);
            }
            run();
        }

        @Override
        public void run() {
            if (waiting.remove(this)) {
                work.run();
            }
        }
    }

    /** Runs the task in another thread, after at least that time; zero is soon. */
    void schedule(Runnable work, Duration delay) {
        Task task = new Task(work);
        waiting.add(task);
        task.handOver(delay);
    }

    /** Hands over again what was refused or dropped, without the delay; to be called now and then. */
    void handOverAgain() {
        List<Task> dropped = waiting.stream().filter(Task::isDropped).toList();
        long overdue = dropped.stream().filter(Task::isOverdue).count();
        if (overdue < dropped.size()) {
            Log.tasksDropped(dropped.size() - overdue, PATIENCE);
        }
        if (overdue > 0) {
            Log.tasksOverdue(overdue, PATIENCE);
        }
        List<Task> refused = waiting.stream().filter(Task::isRefused).toList();
        Stream.concat(dropped.stream(), refused.stream()).forEach(Task::handOverAgain);
    }

    /** Takes back what has not begun, and runs it in the calling thread. */
    void endWaiting() {
        waiting.forEach(Task::end);
    }
}
