package io.outboxed.internal.jms;

import io.outboxed.inbox.MessageIds;
import jakarta.jms.Message;
import java.util.List;

/** Apart, so that JMS is needed only where there is a JMS message. */
public final class JmsMessageId {

    private JmsMessageId() {}

    /** As {@link MessageIds#of(Message, List)}. */
    public static String of(Object message, List<String> names) {
        return MessageIds.of((Message) message, names);
    }
}
