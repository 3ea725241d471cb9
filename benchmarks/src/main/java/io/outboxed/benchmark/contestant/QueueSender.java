package io.outboxed.benchmark.contestant;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;

/** How a peer that hands over one message at a time sends it best: a session for each thread, which waits for the broker's answer. */
final class QueueSender implements AutoCloseable {
    private final Connection connection;
    private final String queue;
    private final ThreadLocal<Link> links = ThreadLocal.withInitial(this::open);

    private record Link(Session session, MessageProducer producer) {}

    QueueSender(Place place) throws JMSException {
        connection = place.broker().plain().createConnection();
        queue = place.queue();
    }

    private Link open() {
        try {
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            return new Link(session, session.createProducer(session.createQueue(queue)));
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    void send(String key, String text) {
        Link link = links.get();
        try {
            var message = link.session.createTextMessage(text);
            message.setStringProperty("JMSXGroupID", key);
            link.producer.send(message);
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws JMSException {
        connection.close();
    }
}
