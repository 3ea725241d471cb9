package io.outboxed.example.application;

import io.outboxed.example.domain.NewOrder;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Places many orders at once, through the same bean as everybody else. */
@ApplicationScoped
@ManagedExecutorDefinition(name = LoadService.EXECUTOR, maxAsync = LoadService.MAX_THREADS)
public class LoadService {
    static final String EXECUTOR = "java:app/concurrent/load";

    /** The most threads that a load may ask for. */
    public static final int MAX_THREADS = 64;

    /** As many messages as a batch of the relay has by default. */
    private static final int BATCH = 500;

    private static final Logger LOG = System.getLogger(LoadService.class.getName());

    /** An executor of its own: the server's default one is what the relay is woken on. */
    @Resource(lookup = EXECUTOR)
    private ManagedExecutorService executor;

    @Inject
    private OrderService orders;

    @Inject
    private DirectSender sender;

    /** What a load came to. */
    public record Result(int count, double seconds, int errors) {}

    /** Places {@code count} orders by {@code customers} customers, with {@code threads} threads, and waits for all of them. */
    public Result run(int count, int threads, int customers) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        AtomicInteger errors = new AtomicInteger();
        long start = System.nanoTime();
        List<Future<?>> running = new ArrayList<>(threads);
        for (int i = 0; i < threads; i++) {
            running.add(executor.submit(() -> {
                for (int n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
                    place(new NewOrder("customer-" + (n % customers + 1), "book", 1, false), errors);
                }
            }));
        }
        for (Future<?> one : running) {
            try {
                one.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("A thread of the load ended early.", e.getCause());
            }
        }
        double seconds = secondsSince(start);
        LOG.log(Level.INFO, "Placed {0} orders in {1} s, {2} errors.", count - errors.get(), seconds, errors.get());
        return new Result(count - errors.get(), seconds, errors.get());
    }

    /**
     * Sends so many messages by JMS, without the outbox, a batch in each transaction.
     *
     * @throws jakarta.jms.JMSRuntimeException if the broker refuses the queue
     */
    public Result sendDirectly(String queue, int count) {
        long start = System.nanoTime();
        for (int sent = 0; sent < count; sent += BATCH) {
            sender.send(queue, Math.min(BATCH, count - sent));
        }
        return new Result(count, secondsSince(start), 0);
    }

    private static double secondsSince(long start) {
        return Math.round((System.nanoTime() - start) / 1e6) / 1e3;
    }

    private void place(NewOrder order, AtomicInteger errors) {
        try {
            orders.place(order);
        } catch (Exception e) { // a commit that fails comes as a checked exception that nobody declares
            if (errors.getAndIncrement() == 0) {
                LOG.log(Level.WARNING, "An order of the load failed; further ones are only counted.", e);
            }
        }
    }
}
