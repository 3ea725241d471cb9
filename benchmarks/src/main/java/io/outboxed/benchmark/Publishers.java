package io.outboxed.benchmark;

import io.outboxed.benchmark.contestant.Contestant;
import io.outboxed.benchmark.contestant.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Threads that place orders at a contestant. */
final class Publishers {
    static final int CUSTOMERS = 1000;
    private static final int THREADS = 8;

    private final Contestant contestant;

    Publishers(Contestant contestant) {
        this.contestant = contestant;
    }

    /** Places orders as fast as it can; returns how many: {@code count}, or a little less if that cannot be divided by all. */
    int place(int count, int perTransaction, int bytes) throws Exception {
        int transactions = Math.max(1, count / THREADS / perTransaction);
        Orders orders = new Orders(CUSTOMERS, THREADS, bytes);
        inParallel(publisher -> {
            for (int i = 0; i < transactions; i++) {
                contestant.place(orders.next(publisher, perTransaction));
            }
        });
        return transactions * THREADS * perTransaction;
    }

    /** Places one order after each interval, however long the earlier ones take, and tells when it has been committed. */
    void placeEach(long intervalNanos, int count, int bytes, Consumer<Order> committed) throws Exception {
        Orders orders = new Orders(CUSTOMERS, THREADS, bytes);
        long start = System.nanoTime();
        inParallel(publisher -> {
            for (int i = publisher; i < count; i += THREADS) {
                long at = start + i * intervalNanos;
                for (long left = at - System.nanoTime(); left > 0; left = at - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                List<Order> order = orders.next(publisher, 1);
                contestant.place(order);
                committed.accept(order.get(0));
            }
        });
    }

    private interface Publisher {
        void run(int number) throws Exception;
    }

    private static void inParallel(Publisher publisher) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int number = i;
                all.add(threads.submit(() -> {
                    publisher.run(number);
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
