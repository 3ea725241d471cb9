package io.outboxed.formats;

import io.outboxed.spi.Entry;
import io.outboxed.spi.EntryTransformer;
import io.outboxed.spi.OutboxListener;
import io.outboxed.spi.Payload;
import io.outboxed.spi.SealedEnvelope;
import io.outboxed.spi.SentBatch;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Keeps large payloads elsewhere until they are sent; after that they are removed. Consumers notice nothing. */
@ApplicationScoped
@Priority(Order.CLAIM_FOR_SENDER)
class ClaimForSender implements EntryTransformer, OutboxListener {
    static final String MARKER = UNDO + "claim";

    @Inject
    private ClaimCheck claims;

    /** So that what is wrong is known at once. */
    @Override
    public void prepare() {
        claims.store();
    }

    @Override
    public SealedEnvelope onStore(SealedEnvelope envelope) throws Exception {
        Payload payload = envelope.payload();
        if (claims.isRedeemedByConsumer() || !claims.isLarge(payload)) {
            return envelope;
        }
        String reference = claims.store().orElseThrow(Errors::noClaimStore).put(envelope.id(), payload);
        return envelope.withPayload(new Payload.Text(payload.contentType(), reference))
                .withHeader(MARKER, reference);
    }

    @Override
    public Entry onSend(Entry entry) throws Exception {
        String reference = reference(entry);
        if (reference == null || claims.store().isEmpty()) {
            return entry;
        }
        Payload payload = claims.store().get().get(reference).orElseThrow(() -> Errors.noSuchClaim(reference));
        return entry.with(entry.envelope().withPayload(payload).withoutHeader(MARKER));
    }

    @Override
    public void sent(SentBatch batch) {
        forget(batch.entries().stream());
    }

    @Override
    public void expired(Entry entry) {
        forget(Stream.of(entry));
    }

    /** What fails here is found by its age. */
    private void forget(Stream<Entry> entries) {
        List<String> references =
                entries.map(ClaimForSender::reference).filter(Objects::nonNull).toList();
        if (!references.isEmpty() && claims.store().isPresent()) {
            try {
                claims.store().get().delete(references);
            } catch (Exception e) {
                throw Errors.claimsNotDeleted(e);
            }
        }
    }

    private static String reference(Entry entry) {
        return entry.envelope().headers().get(MARKER) instanceof String reference ? reference : null;
    }
}
