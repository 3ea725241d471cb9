package io.outboxed.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.InboxException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessageIdsTest {
    private final Map<String, String> properties = new HashMap<>();
    private String messageId;
    private JMSException failure;

    private final Message message = (Message) Proxy.newProxyInstance(
            Message.class.getClassLoader(), new Class<?>[] {Message.class}, (self, method, args) -> {
                if (failure != null) {
                    throw failure;
                }
                return switch (method.getName()) {
                    case "getJMSMessageID" -> messageId;
                    case "getJMSCorrelationID" -> "correlation";
                    case "getStringProperty" -> properties.get(args[0]);
                    default -> throw new AssertionError(method);
                };
            });

    @Test
    void id_of_outboxed_goes_before_that_of_the_broker() {
        messageId = "ID:1";
        assertThat(MessageIds.of(message)).isEqualTo("ID:1");

        properties.put("outbox_id", "m");
        assertThat(MessageIds.of(message)).isEqualTo("m");
    }

    @Test
    void first_property_that_the_message_has_counts() {
        properties.put("blank", " ");
        properties.put("event_id", "e");

        assertThat(MessageIds.of(message, "missing", "blank", "event_id", "JMSCorrelationID"))
                .isEqualTo("e");
        assertThat(MessageIds.of(message, List.of("missing", "JMSCorrelationID")))
                .isEqualTo("correlation");
    }

    @Test
    void message_without_an_id_is_refused_with_what_was_looked_for() {
        assertThatThrownBy(() -> MessageIds.of(message))
                .isInstanceOf(InboxException.class)
                .hasMessageContainingAll("OUTBOX-6002", "outbox_id and JMSMessageID are missing");
        assertThatThrownBy(() -> MessageIds.of(message, "event_id")).hasMessageContaining("event_id is missing");
    }

    @Test
    void message_that_cannot_be_read_is_refused() {
        failure = new JMSException("gone");

        assertThatThrownBy(() -> MessageIds.of(message))
                .hasMessageContainingAll("OUTBOX-6004", "outbox_id")
                .hasCause(failure);
    }
}
