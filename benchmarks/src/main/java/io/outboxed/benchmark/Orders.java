package io.outboxed.benchmark;

import io.outboxed.benchmark.contestant.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The orders of one phase, by customers of whom each is served by one publisher only, so that their orders have an order. */
final class Orders {
    /** Numbers that no other order of this JVM has. */
    private static final AtomicLong IDS = new AtomicLong();

    private final int[] numbers;
    private final int publishers;
    private final int bytes;

    /** With messages of so many bytes. */
    Orders(int customers, int publishers, int bytes) {
        this.numbers = new int[customers];
        this.publishers = publishers;
        this.bytes = bytes;
    }

    /** The next orders of a publisher, 0 to publishers - 1; from its thread only. */
    List<Order> next(int publisher, int count) {
        List<Order> orders = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long id = IDS.incrementAndGet();
            int customer = publisher + publishers * (int) (id % (numbers.length / publishers));
            orders.add(new Order(id, customer, ++numbers[customer], bytes));
        }
        return orders;
    }

    /** The greatest number that was given so far. */
    static long lastId() {
        return IDS.get();
    }
}
