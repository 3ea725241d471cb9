package io.outboxed.benchmark.contestant;

import java.util.concurrent.locks.LockSupport;

/** The one thread by which a contestant relays, where it has no other. */
final class RelayThread {
    private final String name;
    private final Loop loop;
    private volatile Thread thread;
    private volatile Exception failure;

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
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            failure = e;
        }
    }

    boolean isWanted() {
        return thread != null;
    }

    /** Ends {@link LockSupport#parkNanos} in the loop. */
    void wake() {
        LockSupport.unpark(thread);
    }

    void stop() throws InterruptedException {
        Thread current = thread;
        if (current != null) {
            thread = null;
            LockSupport.unpark(current);
            current.join();
        }
    }

    /** Throws if the loop has failed. */
    void check() {
        if (failure != null) {
            throw new IllegalStateException(name + " has failed", failure);
        }
    }
}
