package io.outboxed.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.SendException;
import io.outboxed.spi.Envelopes;
import io.outboxed.spi.Payload;
import io.outboxed.spi.SealedEnvelope;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CompressionTest {
    private static final String LONG = "{\"item\":\"Bücher 📚\"}".repeat(100);

    private static Module module(int threshold) {
        return new Module(settings -> settings.setting("outbox.compression.threshold", "" + threshold));
    }

    private static SealedEnvelope message(Payload payload) {
        return Envelopes.envelope("id", "k", payload, Map.of("tenant", "acme"));
    }

    @Test
    void text_is_stored_smaller_and_sent_as_it_was() throws Exception {
        SealedEnvelope message = message(new Payload.Text("application/json", LONG));
        try (Module module = module(1_000)) {
            SealedEnvelope stored = module.store(message);

            assertThat(stored.payload().size()).isLessThan(200);
            assertThat(stored.payload().contentType()).isEqualTo("application/json");
            assertThat(stored.headers()).containsKey("outbox_stored_compression");
            assertThat(module.send(stored)).isEqualTo(message);
        }
    }

    @Test
    void bytes_are_sent_as_they_were() throws Exception {
        byte[] zeros = new byte[5_000];
        Arrays.fill(zeros, 100, 200, (byte) 7);
        SealedEnvelope message = message(Envelopes.bytes(zeros));
        try (Module module = module(1_000)) {
            SealedEnvelope stored = module.store(message);

            assertThat(stored.payload().size()).isLessThan(200);
            assertThat(module.send(stored)).isEqualTo(message);
        }
    }

    @Test
    void what_is_small_or_does_not_get_smaller_is_stored_as_it_is() throws Exception {
        byte[] noise = new byte[5_000];
        new Random(1).nextBytes(noise);
        try (Module module = module(1_000)) {
            for (Payload payload : new Payload[] {Envelopes.text("x".repeat(999)), Envelopes.bytes(noise)}) {
                assertThat(module.store(message(payload))).isEqualTo(message(payload));
            }
            assertThat(module.store(message(Envelopes.text("x".repeat(1_000))))
                            .payload()
                            .size())
                    .isLessThan(100);
        }
    }

    @Test
    void what_is_compressed_is_undone_after_the_setting_is_gone() throws Exception {
        SealedEnvelope message = message(Envelopes.text(LONG));
        SealedEnvelope stored;
        try (Module module = module(1)) {
            stored = module.store(message);
        }
        try (Module module = new Module(settings -> settings)) {
            assertThat(module.send(stored)).isEqualTo(message);
            assertThat(module.store(message)).isEqualTo(message);
        }
    }

    @Test
    void stored_row_that_was_changed_is_not_sent() throws Exception {
        try (Module module = module(1)) {
            SealedEnvelope stored = module.store(message(Envelopes.text(LONG)));
            byte[] bytes = ((Payload.Binary) stored.payload()).bytes().clone();
            bytes[bytes.length / 2] ^= 1;

            assertThatThrownBy(() -> module.send(stored.withPayload(Envelopes.bytes(bytes))))
                    .isInstanceOf(SendException.class)
                    .hasMessageContaining("OUTBOX-8103");
        }
    }
}
