package io.outboxed.internal.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.Envelope;
import io.outboxed.OutboxConfig;
import io.outboxed.PublishException;
import io.outboxed.spi.EntryTransformer;
import io.outboxed.spi.Envelopes;
import io.outboxed.spi.Moment;
import io.outboxed.spi.Payload;
import io.outboxed.spi.SealedEnvelope;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a message on its way into the table. */
class TransformationTest {
    private static final String ID = "019a0000-0000-7000-8000-000000000001";
    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

    private interface Change {
        SealedEnvelope of(SealedEnvelope envelope) throws Exception;
    }

    private record Changing(Change change) implements EntryTransformer {
        @Override
        public SealedEnvelope onStore(SealedEnvelope envelope) throws Exception {
            return change.of(envelope);
        }
    }

    private static SealedEnvelope stored(String text, Change... changes) {
        List<EntryTransformer> transformers =
                List.of(changes).stream().<EntryTransformer>map(Changing::new).toList();
        Sealing sealing = new Sealing(
                OutboxConfig.builder().payloadMaxBytes(10).build(),
                DefaultSerializers.list(() -> null),
                List.of(),
                transformers,
                Clock.fixed(NOW, ZoneOffset.UTC));
        return sealing.toStore(sealing.seal(
                Envelope.of(text).id(UUID.fromString(ID)).to("orders").key("k").build(), Routing.NONE));
    }

    private static Change appending(String more) {
        return envelope -> envelope.withPayload(Envelopes.text(((Payload.Text) envelope.payload()).text() + more));
    }

    @Test
    void transformers_follow_each_other() {
        SealedEnvelope stored = stored("a", appending("b"), appending("c"), e -> e.withHeader("outbox_stored_x", "y"));

        assertThat(stored.payload()).isEqualTo(Envelopes.text("abc"));
        assertThat(stored.headers()).isEqualTo(Map.of("outbox_stored_x", "y"));
    }

    @Test
    void limit_is_that_of_what_is_stored() {
        assertThat(stored("a".repeat(1_000), e -> e.withPayload(Envelopes.text("short")))
                        .payload())
                .isEqualTo(Envelopes.text("short"));
        assertThatThrownBy(() -> stored("a", appending("b".repeat(10))))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("OUTBOX-2010")
                .hasMessageContaining("11 bytes");
        assertThat(stored("a", appending("b".repeat(9))).payload().size()).isEqualTo(10);
    }

    @Test
    void what_cannot_be_stored_is_refused() {
        assertThatThrownBy(() -> stored("a", appending("\0")))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("OUTBOX-2016");
        assertThatThrownBy(() -> stored("a", e -> e.withHeader("when", NOW)))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("OUTBOX-2005");
    }

    @Test
    void failure_fails_the_publication_with_its_cause() {
        assertThatThrownBy(() -> stored("secret", e -> {
                    throw new java.io.IOException("disk full");
                }))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("OUTBOX-2050")
                .hasMessageContaining("message " + ID + " of type String")
                .hasMessageNotContaining("secret")
                .hasRootCauseMessage("disk full");
        assertThatThrownBy(() -> stored("a", e -> {
                    throw new PublishException("OUTBOX-9999", "own", null);
                }))
                .hasMessage("OUTBOX-9999: own");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void another_message_is_refused(int which) {
        List<UnaryOperator<SealedEnvelope>> others = List.of(
                e -> null,
                e -> other("other", "orders", "k", null),
                e -> other(ID, "elsewhere", "k", null),
                e -> other(ID, "orders", null, null),
                e -> other(ID, "orders", "k", new Moment.At(NOW)));

        assertThatThrownBy(() -> stored("a", e -> others.get(which).apply(e)))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("OUTBOX-2051");
    }

    private static SealedEnvelope other(String id, String destination, String key, Moment notBefore) {
        return new SealedEnvelope(
                id, true, destination, "String", key, Envelopes.text("x"), Map.of(), null, 4, NOW, notBefore, null);
    }
}
