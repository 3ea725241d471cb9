package io.outboxed.inbox;

import jakarta.jms.Message;
import java.util.List;

/**
 * Reads the id of a JMS message.
 *
 * <p>{@code JMSMessageID} is the broker's: it is the same when the broker delivers a message again, and another one when the producer
 * sends it again. So it protects from the former only.
 *
 * <p><b>Threads:</b> any number.
 */
public final class MessageIds {

    /** Where an id is looked for if nothing else is said: {@code outbox_id}, as Outboxed sends it, then {@code JMSMessageID}. */
    public static final List<String> DEFAULTS = List.of("outbox_id", "JMSMessageID");

    private MessageIds() {}

    /**
     * Reads it from the first property that the message has.
     *
     * @param names properties; {@code JMSMessageID} and {@code JMSCorrelationID} name the headers; none: {@link #DEFAULTS}
     * @throws NullPointerException if {@code message} or a name is null
     * @throws io.outboxed.InboxException if it has none of them (OUTBOX-6002), or cannot be read (OUTBOX-6004)
     */
    public static String of(Message message, String... names) {
        return of(message, names.length == 0 ? DEFAULTS : List.of(names));
    }

    /**
     * As {@link #of(Message, String...)}.
     *
     * @param names at least one
     */
    public static String of(Message message, List<String> names) {
        return MessageReader.id(message, names);
    }
}
