package io.outboxed.example.probe;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import java.util.Collections;

/** Looks at queues that nobody consumes. */
public final class Unconsumed {
    private Unconsumed() {}

    /** What is asked of a message. */
    interface Condition {
        boolean holds(Message message) throws JMSException;
    }

    static int count(ConnectionFactory connections, Queue queue, Condition condition) throws JMSException {
        int count = 0;
        try (JMSContext context = connections.createContext()) {
            for (Object message : Collections.list(context.createBrowser(queue).getEnumeration())) {
                if (condition.holds((Message) message)) {
                    count++;
                }
            }
        }
        return count;
    }
}
