package io.outboxed.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.OutboxConfig;
import io.outboxed.StoreException;
import io.outboxed.spi.Entry;
import io.outboxed.spi.Envelopes;
import io.outboxed.spi.OutboxStore;
import io.outboxed.spi.Payload;
import io.outboxed.spi.SealedEnvelope;
import io.outboxed.spi.SentBatch;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimCheckTest {
    private static final SealedEnvelope LARGE = Envelopes.envelope("m1", "k", Envelopes.text("x".repeat(1_000)));
    private static final SealedEnvelope SMALL = Envelopes.envelope("m2", "k", Envelopes.text("x".repeat(999)));

    @TempDir
    private Path directory;

    private final Set<String> inOutbox = new TreeSet<>();

    /** One that has the messages of {@link #inOutbox}. */
    private OutboxStore outbox() {
        return (OutboxStore) Proxy.newProxyInstance(
                OutboxStore.class.getClassLoader(), new Class<?>[] {OutboxStore.class}, (proxy, method, args) -> {
                    if (method.getName().equals("present")) {
                        return ((Collection<?>) args[0])
                                .stream().filter(inOutbox::contains).collect(Collectors.toSet());
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    private UnaryOperator<OutboxConfig.Builder> settings(String redeem) {
        return settings -> settings.setting("outbox.claim-check.threshold", "1000")
                .setting("outbox.claim-check.directory", directory.toString())
                .setting("outbox.claim-check.redeem", redeem);
    }

    private Module module(String redeem) {
        return new Module(settings(redeem), Map.of(OutboxStore.class, outbox()));
    }

    private List<Path> files() throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    @Test
    void large_payload_is_kept_elsewhere_until_it_is_sent() throws Exception {
        try (Module module = module("sender")) {
            SealedEnvelope stored = module.store(LARGE);

            assertThat(stored.payload().size()).isLessThan(100);
            assertThat(files()).hasSize(1);
            assertThat(module.send(stored)).isEqualTo(LARGE);
            assertThat(module.store(SMALL)).isEqualTo(SMALL);

            Entry entry = new Entry(0, 1, 0, 0, stored);
            module.get(ClaimForSender.class).sent(new SentBatch(0, List.of(entry), 0, Instant.EPOCH, Duration.ZERO));
            assertThat(files()).isEmpty();
            assertThatThrownBy(() -> module.send(stored))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("OUTBOX-8104");
        }
    }

    @Test
    void payload_of_a_message_that_expired_is_removed() throws Exception {
        try (Module module = module("sender")) {
            module.get(ClaimForSender.class).expired(new Entry(0, 1, 0, -1, module.store(LARGE)));

            assertThat(files()).isEmpty();
        }
    }

    @Test
    void what_is_kept_elsewhere_is_encrypted_too() throws Exception {
        SecretKey key = new SecretKeySpec(new byte[32], "AES");
        PayloadKeys keys = new PayloadKeys() {
            @Override
            public Optional<String> current() {
                return Optional.of("a");
            }

            @Override
            public Optional<SecretKey> key(String id) {
                return Optional.of(key);
            }
        };
        Map<Class<?>, Object> beans = Map.of(PayloadKeys.class, keys, OutboxStore.class, outbox());
        try (Module module = new Module(settings("sender"), beans)) {
            SealedEnvelope stored = module.store(LARGE);

            assertThat(new String(Files.readAllBytes(files().get(0)), java.nio.charset.StandardCharsets.ISO_8859_1))
                    .doesNotContain("xxxx");
            assertThat(module.send(stored)).isEqualTo(LARGE);
        }
        try (Module module = new Module(settings("consumer"), beans)) {
            assertThatThrownBy(module::prepare).hasStackTraceContaining("OUTBOX-8007");
        }
    }

    @Test
    void consumer_gets_a_reference_to_what_it_would_have_got() throws Exception {
        try (Module module = new Module(
                settings -> settings("consumer").apply(settings).setting("outbox.compression.threshold", "10"),
                Map.of(OutboxStore.class, outbox()))) {
            SealedEnvelope sent = module.send(module.store(LARGE));

            String reference = (String) sent.headers().get("outbox_claim");
            assertThat(sent.payload()).isEqualTo(new Payload.Text("application/vnd.outboxed.claim", reference));
            assertThat(new FileClaimStore(directory).get(reference)).contains(LARGE.payload());
            assertThat(sent.headers()).containsOnlyKeys("outbox_claim");
        }
    }

    @Test
    void only_what_is_old_and_belongs_to_no_message_of_the_outbox_is_swept() throws Exception {
        try (Module module = module("sender")) {
            SealedEnvelope needed = module.store(LARGE);
            inOutbox.add("m1");
            module.store(Envelopes.envelope("rolled-back", "k", LARGE.payload()));
            for (Path file : files()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
            }
            SealedEnvelope young = module.store(Envelopes.envelope("young", "k", LARGE.payload()));

            module.get(ClaimSweep.class).sweep(Instant.now().minus(Duration.ofDays(1)));

            assertThat(files()).hasSize(2);
            assertThat(module.send(needed)).isEqualTo(LARGE);
            assertThat(module.send(young).payload()).isEqualTo(LARGE.payload());
        }
    }

    @Test
    void deployment_fails_without_a_place_for_large_payloads() throws Exception {
        Files.writeString(directory.resolve("file"), "x");
        notDeployed(settings -> settings.setting("outbox.claim-check.threshold", "1"), "OUTBOX-8006");
        notDeployed(
                settings -> settings.setting(
                        "outbox.claim-check.directory",
                        directory.resolve("file").toString()),
                "OUTBOX-8008");
    }

    private static void notDeployed(UnaryOperator<OutboxConfig.Builder> settings, String code) {
        try (Module module = new Module(settings)) {
            assertThatThrownBy(module::prepare).hasStackTraceContaining(code);
        }
    }
}
