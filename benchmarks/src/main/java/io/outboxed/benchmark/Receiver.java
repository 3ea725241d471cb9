package io.outboxed.benchmark;

import io.outboxed.it.onejvm.Broker;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.util.BitSet;
import java.util.function.LongConsumer;

/** Consumes a queue, and tells of each message whether it came once and in the order of its key. */
final class Receiver implements AutoCloseable {
    private final Connection connection;
    private final BitSet[] numbers;
    private final int[] last;
    private final LongConsumer onOrder;
    private volatile long received;
    private long repeated;
    private long outOfOrder;

    /** Calls {@code onOrder} with the id of each order. */
    Receiver(Broker broker, String queue, int customers, LongConsumer onOrder) throws JMSException {
        this.onOrder = onOrder;
        numbers = new BitSet[customers];
        last = new int[customers];
        connection = broker.plain().createConnection();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        session.createConsumer(session.createQueue(queue)).setMessageListener(this::receive);
        connection.start();
    }

    private void receive(Message message) {
        String text;
        try {
            text = message.getBody(String.class);
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
        long order = number(text, "order");
        onOrder.accept(order);
        count((int) number(text, "customer"), (int) number(text, "number"));
        received++; // by this thread only
    }

    private void count(int customer, int number) {
        if (numbers[customer] == null) {
            numbers[customer] = new BitSet();
        }
        if (numbers[customer].get(number)) {
            repeated++;
            return;
        }
        numbers[customer].set(number);
        if (number != last[customer] + 1) {
            outOfOrder++;
        }
        last[customer] = number;
    }

    /** Of JSON as {@link Order#message} writes it. */
    private static long number(String json, String name) {
        int at = json.indexOf('"' + name + "\":") + name.length() + 3;
        long value = 0;
        for (char c = json.charAt(at); c >= '0' && c <= '9'; c = json.charAt(++at)) {
            value = 10 * value + c - '0';
        }
        return value;
    }

    /** How many came so far. */
    long received() {
        return received;
    }

    /** Throws if any was lost, repeated or, if that is promised, out of order; when {@link #received} has come to {@code expected}. */
    void check(long expected, boolean inOrder) {
        long distinct = received - repeated;
        if (distinct != expected || repeated > 0 || inOrder && outOfOrder > 0) {
            throw new IllegalStateException("Of " + expected + " messages, " + (expected - distinct) + " were lost, "
                    + repeated + " repeated and " + outOfOrder + " out of order.");
        }
    }

    @Override
    public void close() throws JMSException {
        connection.close();
    }
}
