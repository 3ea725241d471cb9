package io.outboxed.internal.jms;

import io.outboxed.OutboxConfig;
import io.outboxed.internal.Causes;
import io.outboxed.internal.SendErrors;
import io.outboxed.spi.Entry;
import io.outboxed.spi.EntryRejectedException;
import io.outboxed.spi.MessageProperties;
import io.outboxed.spi.Payload;
import io.outboxed.spi.SealedEnvelope;
import io.outboxed.spi.SenderUnavailableException;
import jakarta.jms.BytesMessage;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotWriteableException;
import jakarta.jms.MessageProducer;
import jakarta.jms.ResourceAllocationException;
import jakarta.jms.Session;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.NamingException;

/**
 * Writes entries to a session, as messages. Knows the destinations of one connection factory: some clients ask the broker for each of
 * them, up to three times.
 *
 * <p><b>Threads:</b> any number, each with its own session.
 */
final class MessageWriter {
    /** Names come from messages: there may be any number of them. */
    private static final int MAX_KNOWN = 1_000;

    private final Destinations destinations;
    private final Map<String, Destination> known = new ConcurrentHashMap<>();
    private final OutboxConfig config;
    private final String duplicateIdProperty;

    /** {@code duplicateIdProperty} is empty where the broker must not drop repeated ids itself. */
    MessageWriter(OutboxConfig config, Destinations destinations, String duplicateIdProperty) {
        this.destinations = destinations;
        this.config = config;
        this.duplicateIdProperty = duplicateIdProperty;
    }

    void write(List<Entry> entries, Session session)
            throws JMSException, EntryRejectedException, SenderUnavailableException {
        MessageProducer producer = session.createProducer(null);
        try {
            write(entries, session, producer);
        } finally {
            producer.close();
        }
    }

    /** By a producer without a destination. */
    void write(List<Entry> entries, Session session, MessageProducer producer)
            throws JMSException, EntryRejectedException, SenderUnavailableException {
        for (Entry entry : entries) {
            write(entry, session, producer);
        }
    }

    /** Has the broker asked again for each destination: to be called when it takes nothing. */
    void forgetDestinations() {
        known.clear();
    }

    private void write(Entry entry, Session session, MessageProducer producer)
            throws JMSException, EntryRejectedException, SenderUnavailableException {
        SealedEnvelope envelope = entry.envelope();
        Destination destination = known.get(envelope.destination());
        if (destination == null) {
            destination = destination(entry, session);
            if (known.size() >= MAX_KNOWN) {
                known.clear();
            }
            known.put(envelope.destination(), destination);
        }
        try {
            producer.send(
                    destination,
                    message(envelope, session),
                    DeliveryMode.PERSISTENT,
                    envelope.priority(),
                    entry.timeToLive());
        } catch (InvalidDestinationException e) {
            throw rejected(entry, false, SendErrors.refusedDestination(envelope.destination(), e));
        } catch (MessageFormatException | MessageNotWriteableException | IllegalArgumentException e) {
            throw rejected(entry, true, SendErrors.refusedMessage(envelope.destination(), e));
        } catch (JMSException e) {
            throwIfFull(List.of(entry), e);
            throw e;
        }
    }

    /**
     * Blames the destination of entries that were sent together, if that is what a failure says.
     *
     * @throws SenderUnavailableException if the broker has no room; not if they are for several destinations, of which one is meant
     */
    static void throwIfFull(List<Entry> entries, JMSException failure) throws SenderUnavailableException {
        List<String> destinations =
                entries.stream().map(Entry::destination).distinct().toList();
        if (destinations.size() == 1 && isFull(failure)) {
            String destination = destinations.get(0);
            throw new SenderUnavailableException(
                    SendErrors.destinationFull(destination, failure).getMessage(), failure, destination);
        }
    }

    /** By the name of the broker's exception, so that no broker's client is needed to compile or run. */
    private static boolean isFull(Throwable failure) {
        return Causes.of(failure)
                .anyMatch(t -> t instanceof ResourceAllocationException
                        || t.getClass().getSimpleName().contains("AddressFull"));
    }

    /** Some clients ask the broker here, and throw a plain {@code JMSException} where it has no such queue. */
    private Destination destination(Entry entry, Session session) throws EntryRejectedException {
        String name = entry.envelope().destination();
        try {
            return destinations.get(name, session);
        } catch (NamingException e) {
            throw rejected(entry, false, SendErrors.noSuchDestination(name, destinations.jndiName(name), e));
        } catch (JMSException e) {
            throw rejected(entry, false, SendErrors.refusedDestination(name, e));
        }
    }

    private static EntryRejectedException rejected(Entry entry, boolean permanent, RuntimeException reason) {
        return new EntryRejectedException(entry, permanent, reason.getMessage(), reason.getCause());
    }

    private Message message(SealedEnvelope envelope, Session session) throws JMSException {
        Message message = body(envelope.payload(), session);
        message.setJMSType(envelope.type());
        if (envelope.correlationId() != null) {
            message.setJMSCorrelationID(envelope.correlationId());
        }
        if (!duplicateIdProperty.isEmpty()) {
            message.setStringProperty(duplicateIdProperty, envelope.id());
        }
        for (Map.Entry<String, Object> property :
                MessageProperties.of(envelope, config).entrySet()) {
            message.setObjectProperty(property.getKey(), property.getValue());
        }
        return message;
    }

    private static Message body(Payload payload, Session session) throws JMSException {
        if (payload instanceof Payload.Text text) {
            return session.createTextMessage(text.text());
        }
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(((Payload.Binary) payload).bytes());
        return message;
    }
}
