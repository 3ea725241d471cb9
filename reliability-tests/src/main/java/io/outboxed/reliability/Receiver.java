package io.outboxed.reliability;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** Takes everything that the broker has accepted into the ledger, in that order, and connects again whenever the broker went away. */
final class Receiver implements AutoCloseable {
    private static final int BATCH = 500;
    private static final long PATIENCE_MILLIS = 200;

    private final ConnectionFactory factory;
    private final Ledger ledger;
    private final Thread thread = new Thread(this::run, "receiver");
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private volatile boolean closed;

    Receiver(int port, Ledger ledger) {
        this.factory = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port);
        this.ledger = ledger;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!closed) {
            try (Connection connection = factory.createConnection();
                    Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
                    MessageConsumer consumer = session.createConsumer(session.createQueue("audit"))) {
                connection.start();
                receive(session, consumer);
            } catch (JMSException e) {
                pause(); // the broker is away
            } catch (RuntimeException e) {
                failure.set(e);
                return;
            }
        }
    }

    private void receive(Session session, MessageConsumer consumer) throws JMSException {
        int uncommitted = 0;
        while (!closed) {
            Message message = consumer.receive(PATIENCE_MILLIS);
            if (message != null) {
                ledger.received(receipt(message));
                uncommitted++;
            }
            if (message == null && uncommitted > 0 || uncommitted == BATCH) {
                session.commit();
                uncommitted = 0;
            }
        }
    }

    private static Ledger.Receipt receipt(Message message) throws JMSException {
        try (JsonReader json = Json.createReader(new StringReader(message.getBody(String.class)))) {
            return new Ledger.Receipt(
                    message.getJMSType(),
                    message.getStringProperty("outbox_id"),
                    message.getJMSMessageID(),
                    message.getStringProperty("outbox_key"),
                    json.readObject().getJsonNumber("orderId").longValueExact(),
                    System.nanoTime());
        }
    }

    private void pause() {
        try {
            Thread.sleep(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    /**
     * Ends it.
     *
     * @throws RuntimeException what it could not read
     */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (failure.get() != null) {
            throw failure.get();
        }
    }
}
