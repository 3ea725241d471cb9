package io.outboxed.benchmark.contestant;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The one thread by which a contestant relays, where it has no other. */
final class RelayThread {
    private final String name;
    private final Loop loop;
    private volatile Thread thread;
    private volatile Throwable failure;

    /** Goes on as long as the thread is wanted. */
    interface Loop {
        void run() throws Exception;
    }

    RelayThread(String name, Loop loop) {
        this.name = name;
        this.loop = loop;
    }

    void start() {
        thread = new Thread(this::run, name);
        thread.start();
    }

    private void run() {
        try {
            loop.run();
        } catch (Throwable e) { // errors too, else everybody waits for a thread that has ended
            failure = e;
        }
    }

    boolean isWanted() {
        return thread != null;
    }

    /** In the loop: waits so long, or until {@link #wake} or {@link #stop}. */
    void pause(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
    }

    void wake() {
        LockSupport.unpark(thread);
    }

    /** Waits for the loop to end; throws if it has failed. */
    void stop() throws InterruptedException {
        Thread current = thread;
        if (current != null) {
            thread = null;
            LockSupport.unpark(current);
            current.join();
        }
        check();
    }

    /** Throws if the loop has failed. */
    void check() {
        if (failure != null) {
            throw new IllegalStateException(name + " has failed", failure);
        }
    }
}
