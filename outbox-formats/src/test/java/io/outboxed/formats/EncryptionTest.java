package io.outboxed.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.OutboxConfigException;
import io.outboxed.SendException;
import io.outboxed.spi.Envelopes;
import io.outboxed.spi.Payload;
import io.outboxed.spi.SealedEnvelope;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class EncryptionTest {
    private static final SealedEnvelope MESSAGE =
            Envelopes.envelope("m1", "k", new Payload.Text("application/json", "{\"card\":\"4711\"}"));

    /** Keys that a test can replace. */
    private static final class Keys implements PayloadKeys {
        private final Map<String, SecretKey> all = new HashMap<>();
        private String current;

        Keys with(String id, int seed) {
            return with(id, seed, 32);
        }

        Keys with(String id, int seed, int bytes) {
            byte[] key = new byte[bytes];
            key[0] = (byte) seed;
            all.put(id, new SecretKeySpec(key, "AES"));
            current = id;
            return this;
        }

        @Override
        public Optional<String> current() {
            return Optional.ofNullable(current);
        }

        @Override
        public Optional<SecretKey> key(String id) {
            return Optional.ofNullable(all.get(id));
        }
    }

    private static Module module(PayloadKeys keys) {
        return new Module(settings -> settings, Map.of(PayloadKeys.class, keys));
    }

    private static byte[] bytes(SealedEnvelope stored) {
        return ((Payload.Binary) stored.payload()).bytes();
    }

    @Test
    void payload_is_stored_unreadable_and_sent_as_it_was() throws Exception {
        try (Module module = module(new Keys().with("2026-11", 1))) {
            SealedEnvelope stored = module.store(MESSAGE);

            assertThat(new String(bytes(stored), StandardCharsets.ISO_8859_1)).doesNotContain("card", "4711");
            assertThat(stored.headers()).isEqualTo(Map.of("outbox_stored_encryption", "2026-11"));
            assertThat(module.send(stored)).isEqualTo(MESSAGE);
            SealedEnvelope binary = MESSAGE.withPayload(Envelopes.bytes((byte) 0, (byte) 1));
            assertThat(module.send(module.store(binary))).isEqualTo(binary);
        }
    }

    @Test
    void one_payload_is_encrypted_differently_each_time() throws Exception {
        Set<String> seen = new HashSet<>();
        try (Module module = module(new Keys().with("a", 1))) {
            for (int i = 0; i < 100; i++) {
                seen.add(new String(bytes(module.store(MESSAGE)), StandardCharsets.ISO_8859_1).substring(1, 13));
            }
        }
        assertThat(seen).hasSize(100);
    }

    @Test
    void every_changed_bit_is_noticed() throws Exception {
        try (Module module = module(new Keys().with("a", 1))) {
            SealedEnvelope stored = module.store(MESSAGE);
            for (int i = 0; i < bytes(stored).length * 8; i++) {
                byte[] changed = bytes(stored).clone();
                changed[i / 8] ^= (byte) (1 << i % 8);

                refused(module, stored.withPayload(new Payload.Binary("application/json", changed)), "OUTBOX-8102");
            }
            refused(module, stored.withPayload(new Payload.Binary("application/json", new byte[5])), "OUTBOX-8102");
            refused(module, stored.withPayload(new Payload.Text("application/json", "{}")), "OUTBOX-8102");
        }
    }

    @Test
    void payload_of_another_row_is_refused_and_so_is_another_media_type() throws Exception {
        try (Module module = module(new Keys().with("a", 1))) {
            SealedEnvelope stored = module.store(MESSAGE);

            refused(module, Envelopes.envelope("m2", "k", stored.payload(), stored.headers()), "OUTBOX-8102");
            refused(module, stored.withPayload(stored.payload().as("text/html")), "OUTBOX-8102");
        }
    }

    private static void refused(Module module, SealedEnvelope stored, String code) {
        assertThatThrownBy(() -> module.send(stored))
                .isInstanceOf(SendException.class)
                .hasMessageContaining(code)
                .hasMessageNotContaining("4711");
    }

    @Test
    void keys_are_replaced_while_entries_of_the_old_one_are_stored() throws Exception {
        Keys keys = new Keys().with("old", 1);
        try (Module module = module(keys)) {
            SealedEnvelope byOld = module.store(MESSAGE);
            keys.with("new", 2);
            SealedEnvelope byNew = module.store(MESSAGE);

            assertThat(byNew.headers()).containsEntry("outbox_stored_encryption", "new");
            assertThat(module.send(byOld)).isEqualTo(MESSAGE);
            assertThat(module.send(byNew)).isEqualTo(MESSAGE);
            keys.current = null;
            assertThat(module.store(MESSAGE)).isEqualTo(MESSAGE);
            assertThat(module.send(byOld)).isEqualTo(MESSAGE);

            keys.all.remove("old");
            refused(module, byOld, "OUTBOX-8101");
            keys.with("old", 3);
            refused(module, byOld, "OUTBOX-8102");
            keys.with("old", 1);
            assertThat(module.send(byOld)).isEqualTo(MESSAGE);
        }
    }

    @Test
    void compressed_before_it_is_encrypted() throws Exception {
        SealedEnvelope message = MESSAGE.withPayload(Envelopes.text("again ".repeat(1_000)));
        try (Module module = new Module(
                settings -> settings.setting("outbox.compression.threshold", "100"),
                Map.of(PayloadKeys.class, new Keys().with("a", 1)))) {
            SealedEnvelope stored = module.store(message);

            assertThat(stored.payload().size()).isLessThan(200);
            assertThat(module.send(stored)).isEqualTo(message);
        }
    }

    @Test
    void without_keys_the_marker_stays_so_that_nothing_is_sent() throws Exception {
        try (Module module = module(new Keys().with("a", 1));
                Module without = new Module(settings -> settings)) {
            SealedEnvelope stored = module.store(MESSAGE);

            assertThat(without.send(stored)).isEqualTo(stored);
            assertThat(without.store(MESSAGE)).isEqualTo(MESSAGE);
        }
    }

    @Test
    void deployment_fails_without_the_current_key_or_with_a_bad_one() {
        Keys none = new Keys();
        none.current = "gone";
        notDeployed(none, "OUTBOX-8004");
        notDeployed(new Keys().with("short", 1, 16), "OUTBOX-8005");
        notDeployed(new Keys().with("no such id!", 1), "OUTBOX-8005");
    }

    private static void notDeployed(PayloadKeys keys, String code) {
        try (Module module = module(keys)) {
            assertThatThrownBy(module::prepare)
                    .satisfies(failure -> assertThat(failure)
                            .isInstanceOfAny(OutboxConfigException.class, RuntimeException.class)
                            .hasStackTraceContaining(code));
        }
    }
}
