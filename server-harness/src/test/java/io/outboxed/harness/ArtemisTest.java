package io.outboxed.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the crash tests count by: the audit has what was accepted, and nothing else. */
class ArtemisTest {

    @Test
    void full_queue_refuses_every_message_and_none_is_in_the_audit(@TempDir Path directory) throws Exception {
        try (Broker broker = Broker.start(directory);
                Connection connection =
                        new ActiveMQConnectionFactory("tcp://127.0.0.1:" + broker.port()).createConnection()) {
            connection.start();
            Session plain = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            Session transacted = connection.createSession(true, Session.SESSION_TRANSACTED);
            send(plain, "before");
            send(transacted, "before too"); // now the broker has given both credit, so that it is the one to refuse
            transacted.commit();
            assertThat(receiveAll(connection, "orders")).containsExactly("before", "before too");

            broker.command("full fail orders");
            assertThatThrownBy(() -> send(plain, "refused")).isInstanceOf(JMSException.class);
            assertThatThrownBy(() -> {
                        send(transacted, "refused too");
                        transacted.commit();
                    })
                    .isInstanceOf(JMSException.class);

            broker.command("normal");
            try (Session later = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
                send(later, "after");
            }
            assertThat(receiveAll(connection, Artemis.AUDIT)).containsExactly("before", "before too", "after");
        }
    }

    private static void send(Session session, String text) throws JMSException {
        session.createProducer(session.createQueue("orders")).send(session.createTextMessage(text));
    }

    private static List<String> receiveAll(Connection connection, String queue) throws JMSException {
        List<String> texts = new ArrayList<>();
        try (Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            MessageConsumer consumer = session.createConsumer(session.createQueue(queue));
            for (Message m = consumer.receive(500); m != null; m = consumer.receive(500)) {
                texts.add(m.getBody(String.class));
            }
        }
        return texts;
    }
}
