package io.outboxed.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.OutboxConfigException;
import io.outboxed.spi.Envelopes;
import io.outboxed.spi.SealedEnvelope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys in a file that the JDK's own tool made. */
class KeyStoreKeysTest {
    private static final String PASSWORD = "changeit-please";

    @TempDir
    private Path outside;

    private Path file() {
        return outside.resolve("outbox-keys.p12");
    }

    /** As the documents say it. */
    private void keytool(String alias) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genseckey",
                        "-alias",
                        alias,
                        "-keyalg",
                        "AES",
                        "-keysize",
                        "256",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file().toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes());
        assertThat(keytool.waitFor()).as(output).isZero();
    }

    private Module module(String key) {
        return new Module(settings -> {
            settings.setting("outbox.encryption.key-store", file().toString())
                    .setting("outbox.encryption.password", PASSWORD);
            return key == null ? settings : settings.setting("outbox.encryption.key", key);
        });
    }

    @Test
    void keys_of_the_file_encrypt_and_are_replaced() throws Exception {
        keytool("2026-11");
        SealedEnvelope message = Envelopes.envelope("m1");
        SealedEnvelope byOld;
        SealedEnvelope byNew;
        try (Module before = module("2026-11")) {
            before.prepare();
            byOld = before.store(message);
            assertThat(byOld.payload()).isNotEqualTo(message.payload());

            keytool("2026-12");
            Files.setLastModifiedTime(file(), FileTime.fromMillis(1)); // whatever the clock's grain
            try (Module after = module("2026-12")) {
                byNew = after.store(message);
                assertThat(after.send(byOld)).isEqualTo(message);
            }
            assertThat(before.send(byNew)).as("read again").isEqualTo(message);
        }
        try (Module reading = module(null)) {
            reading.prepare();
            assertThat(reading.send(byNew)).isEqualTo(message);
            assertThat(reading.store(message)).isEqualTo(message);
        }
    }

    @Test
    void file_that_is_missing_or_has_another_password_stops_the_deployment() throws Exception {
        assertThatThrownBy(() -> new KeyStoreKeys(file(), PASSWORD.toCharArray(), Optional.empty()))
                .isInstanceOf(OutboxConfigException.class)
                .hasMessageContaining("OUTBOX-8003")
                .hasMessageContaining(file().toString());
        keytool("a");
        assertThatThrownBy(() -> new KeyStoreKeys(file(), "wrong-password".toCharArray(), Optional.empty()))
                .isInstanceOf(OutboxConfigException.class)
                .hasMessageContaining("OUTBOX-8003")
                .hasMessageNotContaining("wrong-password");
        try (Module module = module("other")) {
            assertThatThrownBy(module::prepare).hasStackTraceContaining("OUTBOX-8004");
        }
    }
}
