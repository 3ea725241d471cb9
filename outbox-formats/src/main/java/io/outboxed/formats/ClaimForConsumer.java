package io.outboxed.formats;

import io.outboxed.spi.EntryTransformer;
import io.outboxed.spi.Payload;
import io.outboxed.spi.SealedEnvelope;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Sends a reference in place of a large payload; the consumer redeems it by {@link Claims}. */
@ApplicationScoped
@Priority(Order.CLAIM_FOR_CONSUMER)
class ClaimForConsumer implements EntryTransformer {

    @Inject
    private ClaimCheck claims;

    @Override
    public SealedEnvelope onStore(SealedEnvelope envelope) throws Exception {
        Payload payload = envelope.payload();
        if (!claims.isRedeemedByConsumer() || !claims.isLarge(payload)) {
            return envelope;
        }
        String reference = claims.store().orElseThrow(Errors::noClaimStore).put(envelope.id(), payload);
        return envelope.withPayload(new Payload.Text(Claims.CONTENT_TYPE, reference))
                .withHeader(Claims.PROPERTY, reference);
    }
}
