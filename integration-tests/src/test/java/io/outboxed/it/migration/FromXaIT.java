package io.outboxed.it.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.Envelope;
import io.outboxed.Outbox;
import io.outboxed.it.Account;
import io.outboxed.it.onejvm.OneJvm;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From sending in one XA transaction with the database to an outbox. */
class FromXaIT {
    private OneJvm server;

    @BeforeEach
    void start() throws Exception {
        server = new OneJvm(settings -> settings);
        server.startRelay();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    /** Before: database and broker in one transaction. */
    private void openByXa(long id) throws Exception {
        server.persistence().entityManager().persist(new Account(id, "ada", 0));
        try (Connection connection = server.broker().managed().createConnection()) {
            Session session = connection.createSession();
            Message message = session.createTextMessage("{\"id\":" + id + "}");
            message.setJMSType("Opened");
            message.setStringProperty("JMSXGroupID", Long.toString(id));
            message.setStringProperty("tenant", "north");
            session.createProducer(session.createQueue("opened")).send(message);
        }
    }

    /** After: the database alone. */
    private void openByOutbox(long id) {
        server.get(Outbox.class)
                .persist(
                        new Account(id, "ada", 0),
                        Envelope.of("{\"id\":" + id + "}")
                                .to("opened")
                                .type("Opened")
                                .key(id)
                                .contentType("application/json")
                                .header("tenant", "north")
                                .build());
    }

    private Object open(Callable<?> work) throws Exception {
        return server.inTransaction(work::call);
    }

    private Callable<?> byXa(long id) {
        return () -> {
            openByXa(id);
            return null;
        };
    }

    private Callable<?> byOutbox(long id) {
        return () -> {
            openByOutbox(id);
            return null;
        };
    }

    private int accounts() throws Exception {
        return server.inTransaction(
                () -> server.rows("select id, owner from account").size());
    }

    private void awaitMessages(long count) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> server.broker().count("opened") == count);
    }

    @Test
    void consumer_finds_what_it_knows_and_more() throws Exception {
        open(byXa(1));
        open(byOutbox(2));
        awaitMessages(2);

        List<Message> messages = server.broker().receiveAll("opened");
        for (int i = 0; i < 2; i++) {
            Message message = messages.get(i);
            assertThat(message.getBody(String.class)).isEqualTo("{\"id\":" + (i + 1) + "}");
            assertThat(message.getJMSType()).isEqualTo("Opened");
            assertThat(message.getJMSPriority()).isEqualTo(Message.DEFAULT_PRIORITY);
            assertThat(message.getJMSDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
            assertThat(message.getStringProperty("JMSXGroupID")).isEqualTo(Integer.toString(i + 1));
            assertThat(message.getStringProperty("tenant")).isEqualTo("north");
        }
        assertThat(Collections.list((Enumeration<?>) messages.get(1).getPropertyNames()))
                .map(Object::toString)
                .contains("outbox_id", "outbox_type", "outbox_occurred", "outbox_key", "content_type");
    }

    @Test
    void rollback_takes_the_message_along_before_and_after() {
        for (Callable<?> way : List.of(byXa(1), byOutbox(2))) {
            assertThatThrownBy(() -> open(() -> {
                        way.call();
                        throw new IllegalStateException("the application failed");
                    }))
                    .hasMessage("the application failed");
        }
        assertThat(server.broker().count("opened")).isZero();
    }

    @Test
    void while_the_broker_is_away_the_work_goes_on_only_with_the_outbox() throws Exception {
        server.broker().stop();
        assertThatThrownBy(() -> open(byXa(1))).isNotNull();
        open(byOutbox(2));
        assertThat(accounts()).isEqualTo(1);

        server.broker().start();
        awaitMessages(1);
    }

    @Test
    void both_ways_at_once_lose_nothing() throws Exception {
        for (long id = 1; id <= 20; id++) {
            open(id % 2 == 0 ? byOutbox(id) : byXa(id));
        }
        awaitMessages(20);
        assertThat(accounts()).isEqualTo(20);
        assertThat(server.texts("opened")).doesNotHaveDuplicates().hasSize(20);
    }
}
