package io.outboxed.test;

import io.outboxed.spi.Payload;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * A message as the broker has taken it.
 *
 * @param id the message id; a message that is sent again has the same
 * @param destination where it went
 * @param type the message's type, the {@code JMSType} of a consumer's message
 * @param key the ordering key, or null for none
 * @param payload what was stored, unless a transformer has changed it
 * @param properties what a consumer of JMS finds as properties: {@code outbox_id} and its companions, and the headers
 * @param correlationId or null for none
 * @param priority 0 to 9
 * @param timeToLive milliseconds until it expires; 0: never
 * @param attempt which attempt it was; 1: the first
 * @param batch in which batch it came: 1, 2, …
 * @param at when, by the test's clock
 */
public record CapturedSend(
        String id,
        String destination,
        String type,
        String key,
        Payload payload,
        Map<String, Object> properties,
        String correlationId,
        int priority,
        long timeToLive,
        int attempt,
        int batch,
        Instant at) {

    /** Refuses null where the parameters do not allow it. */
    public CapturedSend {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(destination, "destination");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(payload, "payload");
        properties = Map.copyOf(properties);
    }

    /**
     * The payload's text, JSON for example.
     *
     * @throws AssertionError if it is bytes
     */
    public String text() {
        if (payload instanceof Payload.Text text) {
            return text.text();
        }
        throw new AssertionError("Message " + id + " to " + destination + " is no text but " + payload + ".");
    }
}
