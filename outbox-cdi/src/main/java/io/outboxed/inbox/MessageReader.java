package io.outboxed.inbox;

import io.outboxed.internal.InboxErrors;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.List;
import java.util.Objects;

/** Looks for a message's id. */
final class MessageReader {

    private MessageReader() {}

    static String id(Message message, List<String> names) {
        Objects.requireNonNull(message, "message");
        for (String name : names) {
            String value = value(message, Objects.requireNonNull(name, "one of names"));
            if (value != null && !value.isBlank()) {
                return value;
            }
        }
        throw InboxErrors.noId("The message", names);
    }

    private static String value(Message message, String name) {
        try {
            return switch (name) {
                case "JMSMessageID" -> message.getJMSMessageID();
                case "JMSCorrelationID" -> message.getJMSCorrelationID();
                default -> message.getStringProperty(name);
            };
        } catch (JMSException e) {
            throw InboxErrors.unreadable(name, e);
        }
    }
}
