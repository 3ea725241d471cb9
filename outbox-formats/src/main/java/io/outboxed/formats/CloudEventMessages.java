package io.outboxed.formats;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.data.BytesCloudEventData;
import io.cloudevents.core.message.MessageReader;
import io.cloudevents.core.message.impl.BaseGenericBinaryMessageReaderImpl;
import io.cloudevents.core.message.impl.GenericStructuredMessageReader;
import io.cloudevents.core.message.impl.MessageUtils;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Reads CloudEvents from JMS messages, whichever mode they came in:
 *
 * <pre>{@code
 * CloudEvent event = CloudEventMessages.read(message);
 * }</pre>
 *
 * <p>Needs {@code io.cloudevents:cloudevents-core}, and {@code cloudevents-json-jackson} for structured mode.
 */
public final class CloudEventMessages {
    private static final String CONTENT_TYPE = "content_type";

    private CloudEventMessages() {}

    /**
     * Reads a message as an event.
     *
     * @throws io.cloudevents.rw.CloudEventRWException if it is none, or one in a format for which the application has no library
     * @throws JMSException if the message cannot be read
     */
    public static CloudEvent read(Message message) throws JMSException {
        Map<String, String> properties = properties(message);
        byte[] body =
                message instanceof BytesMessage ? message.getBody(byte[].class) : bytes(message.getBody(String.class));
        MessageReader reader = MessageUtils.parseStructuredOrBinaryMessage(
                () -> properties.get(CONTENT_TYPE),
                format -> new GenericStructuredMessageReader(format, body),
                () -> properties.get(CloudEventWriter.PREFIX + "specversion"),
                version -> new BinaryReader(version, properties, body));
        return reader.toEvent();
    }

    private static byte[] bytes(String text) {
        return text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> properties(Message message) throws JMSException {
        Map<String, String> properties = new LinkedHashMap<>();
        for (Enumeration<?> names = message.getPropertyNames(); names.hasMoreElements(); ) {
            String name = (String) names.nextElement();
            if (name.equals(CONTENT_TYPE) || name.startsWith(CloudEventWriter.PREFIX)) {
                properties.put(name, message.getStringProperty(name));
            }
        }
        return properties;
    }

    private static final class BinaryReader extends BaseGenericBinaryMessageReaderImpl<String, String> {
        private final Map<String, String> properties;

        BinaryReader(SpecVersion version, Map<String, String> properties, byte[] body) {
            super(version, data(properties, body));
            this.properties = properties;
        }

        /** None where the event refers to it. */
        private static CloudEventData data(Map<String, String> properties, byte[] body) {
            return properties.containsKey(CloudEventWriter.PREFIX + "dataref") ? null : BytesCloudEventData.wrap(body);
        }

        @Override
        protected boolean isContentTypeHeader(String name) {
            return name.equals(CONTENT_TYPE);
        }

        @Override
        protected boolean isCloudEventsHeader(String name) {
            return name.startsWith(CloudEventWriter.PREFIX);
        }

        @Override
        protected String toCloudEventsKey(String name) {
            return name.substring(CloudEventWriter.PREFIX.length());
        }

        @Override
        protected void forEachHeader(BiConsumer<String, String> with) {
            properties.forEach(with);
        }

        @Override
        protected String toCloudEventsValue(String value) {
            return value;
        }
    }
}
