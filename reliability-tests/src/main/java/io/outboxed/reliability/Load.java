package io.outboxed.reliability;

import io.outboxed.harness.Reply;
import io.outboxed.harness.ShopClient;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Places orders from several threads until it is closed, and enters the answers in the ledger. */
final class Load implements AutoCloseable {

    /**
     * How much of it.
     *
     * @param customers how many keys there are
     * @param times how many orders are placed by one request, all of one customer
     * @param pause what a thread waits between an answer and its next request
     */
    record Rate(int threads, int customers, int times, Duration pause) {}

    private static final int CREATED = 201;
    private static final Duration LIMIT = Duration.ofMinutes(4);

    private final ShopClient client;
    private final Rate rate;
    private final Ledger ledger;
    private final AtomicInteger next = new AtomicInteger();
    private final ScheduledExecutorService threads;

    private Load(ShopClient client, Rate rate, Ledger ledger) {
        this.client = client;
        this.rate = rate;
        this.ledger = ledger;
        this.threads = Executors.newScheduledThreadPool(rate.threads());
    }

    static Load start(ShopClient client, Rate rate, Ledger ledger) {
        Load load = new Load(client, rate, ledger);
        for (int i = 0; i < rate.threads(); i++) {
            load.threads.scheduleWithFixedDelay(load::place, 0, rate.pause().toNanos(), TimeUnit.NANOSECONDS);
        }
        return load;
    }

    private void place() {
        String customer = "customer-" + next.getAndIncrement() % rate.customers();
        try {
            Reply reply = client.post(
                    "orders/repeated",
                    Json.createObjectBuilder()
                            .add("customer", customer)
                            .add("item", "book")
                            .add("quantity", 1)
                            .add("times", rate.times())
                            .build()
                            .toString());
            if (reply.status() == CREATED) {
                for (JsonNumber id : reply.object().getJsonArray("ids").getValuesAs(JsonNumber.class)) {
                    ledger.acknowledged(customer, id.longValueExact());
                }
                return;
            }
        } catch (IOException e) {
            // No answer, or half of one.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ledger.unanswered(customer, rate.times());
    }

    /** Waits until each request has been answered, or given up. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("Requests are not answered within " + LIMIT + ".");
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
