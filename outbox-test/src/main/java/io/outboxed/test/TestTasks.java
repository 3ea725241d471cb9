package io.outboxed.test;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** What the relay wants to have done, until the test lets it. */
final class TestTasks {
    private record Planned(FutureTask<?> task, long due) {}

    private final Clock clock;
    private final List<Planned> planned = new ArrayList<>();

    TestTasks(Clock clock) {
        this.clock = clock;
    }

    synchronized Future<?> schedule(Runnable task, Duration delay) {
        FutureTask<?> future = new FutureTask<>(task, null);
        planned.add(new Planned(future, clock.millis() + delay.toMillis()));
        return future;
    }

    /** Runs all that is planned, the earliest first and whenever it is due; and what is due of that which comes of it. */
    void runAll() {
        List<Planned> all = takeAll();
        all.forEach(each -> run(each.task()));
        for (Optional<Planned> due = takeDue(); due.isPresent(); due = takeDue()) {
            run(due.get().task());
        }
    }

    /** What it throws is a failure of the relay itself, or of the test's own fault. */
    private static void run(FutureTask<?> task) {
        task.run();
        if (task.isCancelled()) {
            return;
        }
        try {
            task.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A task of the relay has failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized List<Planned> takeAll() {
        List<Planned> all = new ArrayList<>(planned);
        all.sort(Comparator.comparingLong(Planned::due));
        planned.clear();
        return all;
    }

    private synchronized Optional<Planned> takeDue() {
        Optional<Planned> due =
                planned.stream().filter(each -> each.due() <= clock.millis()).findFirst();
        due.ifPresent(planned::remove);
        return due;
    }
}
