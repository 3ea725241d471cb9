package io.outboxed.formats;

import io.outboxed.spi.Payload;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.Optional;

/**
 * Redeems claims at the consumer, with {@code outbox.claim-check.redeem=consumer}:
 *
 * <pre>{@code
 * Payload payload = Claims.payload(message, store);
 * }</pre>
 *
 * <p>A message may come twice, so a consumer had better not delete what it has redeemed: it is removed when it is older than {@code
 * outbox.claim-check.keep}.
 */
public final class Claims {
    static final String PROPERTY = "outbox_claim";
    static final String CONTENT_TYPE = "application/vnd.outboxed.claim";

    private Claims() {}

    /** The reference that a message carries; empty if it carries its payload itself. */
    public static Optional<String> reference(Message message) throws JMSException {
        return Optional.ofNullable(message.getStringProperty(PROPERTY));
    }

    /**
     * A message's payload, whether it carries it or a reference.
     *
     * @throws io.outboxed.StoreException if the store has no payload of that reference (OUTBOX-8104)
     * @throws Exception if the store cannot give it now
     */
    public static Payload payload(Message message, ClaimStore store) throws Exception {
        Optional<String> reference = reference(message);
        if (reference.isPresent()) {
            return store.get(reference.get()).orElseThrow(() -> Errors.noSuchClaim(reference.get()));
        }
        String contentType = message.getStringProperty("content_type");
        String known = contentType == null ? "application/octet-stream" : contentType;
        return message instanceof BytesMessage
                ? new Payload.Binary(known, message.getBody(byte[].class))
                : new Payload.Text(known, message.getBody(String.class));
    }
}
