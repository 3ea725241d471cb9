package io.outboxed.test;

import java.time.Clock;

/** Runs what the relay wants to have done, until it gets no further. */
final class TestRelay {
    private static final int MAX_ROUNDS = 1_000;

    private final TestTasks tasks;
    private final CapturingSender broker;
    private long progress;
    private int sent;

    TestRelay(Clock clock, CapturingSender broker) {
        this.tasks = new TestTasks(clock);
        this.broker = broker;
    }

    TestTasks tasks() {
        return tasks;
    }

    /** Notes that something has become of entries. */
    synchronized void progress(int entriesSent) {
        progress++;
        sent += entriesSent;
    }

    private synchronized long seen() {
        return progress + broker.sends().count();
    }

    private synchronized int sent() {
        return sent;
    }

    /** Gives how many entries were sent. */
    int run() {
        int before = sent();
        for (int round = 0; round < MAX_ROUNDS; round++) {
            long seen = seen();
            tasks.runAll();
            if (seen() == seen) {
                return sent() - before;
            }
        }
        throw new IllegalStateException("The relay has come to no end in " + MAX_ROUNDS + " rounds.");
    }
}
