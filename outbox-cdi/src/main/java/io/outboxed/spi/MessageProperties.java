package io.outboxed.spi;

import io.outboxed.OutboxConfig;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The properties that go with every message: what a consumer of JMS sees, and what other senders may put into headers of theirs. */
public final class MessageProperties {

    private MessageProperties() {}

    /**
     * Names and values for a message, its own headers last; {@code docs/wire.md} says what each means.
     *
     * @return values are {@code String}, {@code Boolean} or a boxed number; unmodifiable
     */
    public static Map<String, Object> of(SealedEnvelope envelope, OutboxConfig config) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("outbox_id", envelope.id());
        properties.put("outbox_type", envelope.type());
        properties.put("outbox_occurred", envelope.occurred().toEpochMilli());
        properties.put("content_type", envelope.payload().contentType());
        if (!config.source().isEmpty()) {
            properties.put("outbox_source", config.source());
        }
        if (envelope.key() != null) {
            properties.put("outbox_key", envelope.key());
            if (config.groupId()) {
                properties.put("JMSXGroupID", envelope.key());
            }
        }
        properties.putAll(envelope.headers());
        return Collections.unmodifiableMap(properties);
    }
}
