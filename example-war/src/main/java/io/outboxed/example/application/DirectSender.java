package io.outboxed.example.application;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.Queue;
import jakarta.transaction.Transactional;

/** Sends as one would without an outbox and without a database: to see what the server's JMS can do at most. */
@ApplicationScoped
public class DirectSender {
    /** About as long as the JSON of an order. */
    private static final String TEXT =
            "{\"orderId\":123456,\"customer\":\"customer-123\",\"item\":\"book\",\"quantity\":1}";

    @Resource(lookup = "java:comp/DefaultJMSConnectionFactory")
    private ConnectionFactory factory;

    /**
     * Sends so many messages in one transaction.
     *
     * @throws jakarta.jms.JMSRuntimeException if the broker refuses the queue
     */
    @Transactional
    public void send(String queue, int count) {
        try (JMSContext context = factory.createContext()) {
            Queue to = context.createQueue(queue);
            JMSProducer producer = context.createProducer();
            for (int i = 0; i < count; i++) {
                producer.send(to, TEXT);
            }
        }
    }
}
