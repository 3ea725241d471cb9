package io.outboxed.internal.publish;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.PublishException;
import io.outboxed.spi.Envelopes;
import io.outboxed.spi.Moment;
import io.outboxed.spi.SealedEnvelope;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is not left to change data capture. */
class CaptureTest {
    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

    private static void check(SealedEnvelope envelope) {
        Capture.check(envelope, NOW.toEpochMilli());
    }

    @Test
    void message_for_later_is_refused() {
        check(Envelopes.timed("a", "k", null, new Moment.After(Duration.ofHours(1))));
        check(Envelopes.timed("a", "k", new Moment.At(NOW), null));
        assertThatThrownBy(() -> check(Envelopes.timed("a", "k", new Moment.At(NOW.plusMillis(1)), null)))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("OUTBOX-2017")
                .hasMessageContaining("2026-11-01T10:00:00.001Z");
        assertThatThrownBy(() -> check(Envelopes.timed("a", "k", new Moment.After(Duration.ofMillis(1)), null)))
                .hasMessageContaining("OUTBOX-2017");
    }

    @Test
    void message_that_somebody_would_have_to_undo_is_refused() {
        SealedEnvelope envelope = Envelopes.envelope("a");
        assertThatCode(() -> check(envelope.withHeader("tenant", "acme"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> check(envelope.withHeader("outbox_stored_encryption", "key-1")))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("OUTBOX-2018")
                .hasMessageContaining("outbox_stored_encryption")
                .hasMessageNotContaining("key-1");
    }
}
