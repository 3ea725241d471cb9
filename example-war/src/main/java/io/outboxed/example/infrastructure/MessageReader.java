package io.outboxed.example.infrastructure;

import io.outboxed.example.application.ReceivedMessage;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;

/** Reads what Outboxed puts into a JMS message. */
@ApplicationScoped
public class MessageReader {
    @Inject
    private H2Sequences sequences;

    private Jsonb jsonb;

    @PostConstruct
    void open() {
        sequences.await();
        jsonb = JsonbBuilder.create();
    }

    @PreDestroy
    void close() {
        try {
            jsonb.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The message's properties. */
    public ReceivedMessage envelope(String destination, Message message) throws JMSException {
        return new ReceivedMessage(
                destination,
                message.getStringProperty("outbox_id"),
                message.getJMSType(),
                message.getStringProperty("outbox_key"),
                message.getLongProperty("outbox_occurred"),
                message.getIntProperty("JMSXDeliveryCount"));
    }

    /** The message's payload. */
    public <T> T payload(Message message, Class<T> type) throws JMSException {
        return jsonb.fromJson(message.getBody(String.class), type);
    }
}
