package io.outboxed.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Orders from several threads, and the wait for what becomes of them. */
public final class Traffic implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final NavigableSet<Long> answered = new ConcurrentSkipListSet<>();
    private final List<Future<?>> loops = new ArrayList<>();
    private final ScheduledExecutorService threads;

    private Traffic(ScheduledExecutorService threads) {
        this.threads = threads;
    }

    /** Places orders without a pause until {@link #end}, as well as the server lets it. */
    public static Traffic start(ShopClient client, String prefix, int threads, int customers) {
        return start(client, prefix, threads, customers, Duration.ofNanos(1));
    }

    /** Places orders until {@link #end}; {@code pause} is what each thread waits between an answer and its next order. */
    public static Traffic start(ShopClient client, String prefix, int threads, int customers, Duration pause) {
        Traffic traffic = new Traffic(Executors.newScheduledThreadPool(threads));
        AtomicInteger next = new AtomicInteger();
        for (int i = 0; i < threads; i++) {
            traffic.loops.add(traffic.threads.scheduleWithFixedDelay(
                    () -> traffic.place(client, prefix + next.getAndIncrement() % customers),
                    0,
                    pause.toNanos(),
                    TimeUnit.NANOSECONDS));
        }
        return traffic;
    }

    private void place(ShopClient client, String customer) {
        try {
            Reply reply = client.order(customer, "book", 1);
            if (reply.status() == 201) {
                answered.add(reply.object().getJsonNumber("id").longValueExact());
            }
        } catch (IOException e) {
            // The server is down: that order was not answered, and nobody relies on it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public int answeredCount() {
        return answered.size();
    }

    /** The highest id of an order that was answered with success. */
    public long latest() {
        return answered.last();
    }

    /** Stops, and tells which orders were answered with success. */
    public Set<Long> end() {
        close();
        assertThat(loops).as("end by themselves only if they fail").allMatch(Future::isCancelled);
        return answered;
    }

    @Override
    public void close() {
        threads.shutdown();
        await().atMost(LIMIT).until(threads::isTerminated);
    }

    /** The orders that were created, and how many were refused. */
    public record Sent(List<Long> created, int refused) {}

    /** A request. */
    public interface Request {
        Reply send(int number) throws Exception;
    }

    /** Sends requests at the same time. */
    public static Sent each(ShopClient client, int count, Request request) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(count);
        try {
            List<Future<Reply>> replies = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                replies.add(executor.submit(() -> request.send(number)));
            }
            List<Long> created = new ArrayList<>();
            int refused = 0;
            for (Future<Reply> reply : replies) {
                if (reply.get().status() == 201) {
                    created.add(reply.get().object().getJsonNumber("id").longValueExact());
                } else {
                    refused++;
                }
            }
            return new Sent(created, refused);
        } finally {
            executor.shutdown();
        }
    }

    public static void awaitShipped(ShopClient client, long order) {
        await().atMost(LIMIT)
                .ignoreExceptions()
                .until(() -> client.status(order).equals("SHIPPED"));
    }

    /** Waits until everything has come to rest, and checks that nothing is missing, and that what consumers saw was in order. */
    public static void awaitAllShippedInOrder(ShopClient client, Collection<Long> orders) throws Exception {
        awaitAllShipped(client, orders);
        for (String destination : List.of("orders", "shipments")) {
            assertThat(client.summary(destination).getInt("outOfOrder"))
                    .as(destination)
                    .isZero();
        }
    }

    /**
     * Waits until everything has come to rest, as long as there is progress, and checks that nothing is missing. A consumer that dies
     * while its message is acknowledged in doubt gets it again, and another may have had a later one meanwhile.
     */
    public static void awaitAllShipped(ShopClient client, Collection<Long> orders) throws Exception {
        for (Progress now = null; now == null || !now.atRest; ) {
            Progress before = now;
            now = await().atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(300))
                    .ignoreExceptions()
                    .until(() -> Progress.of(client), latest -> latest.atRest || !latest.equals(before));
        }
        for (long order : orders) {
            assertThat(client.status(order)).as("order %s", order).isEqualTo("SHIPPED");
        }
    }

    /** How far the shop has come. */
    private record Progress(int unsent, int placed, int shipped, boolean atRest) {
        static Progress of(ShopClient client) throws IOException, InterruptedException {
            int placed = client.summary("orders").getInt("distinct");
            int shipped = client.summary("shipments").getInt("distinct");
            int unsent = client.unsent();
            boolean atRest = unsent == 0
                    && shipped == placed
                    && client.get("orders?limit=1000").array().stream()
                            .allMatch(order ->
                                    ((JsonObject) order).getString("status").equals("SHIPPED"));
            return new Progress(unsent, placed, shipped, atRest);
        }
    }
}
