package io.outboxed.formats;

import io.outboxed.OutboxException;
import io.outboxed.spi.ActiveConfig;
import io.outboxed.spi.Entry;
import io.outboxed.spi.EntryTransformer;
import io.outboxed.spi.Payload;
import io.outboxed.spi.SealedEnvelope;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;
import javax.crypto.SecretKey;

/** Stores payloads encrypted, where there are keys, and sends them as they were. */
@ApplicationScoped
@Priority(Order.ENCRYPTION)
class Encryption implements EntryTransformer {
    static final String MARKER = UNDO + "encryption";

    @Inject
    private ActiveConfig config;

    @Inject
    private Instance<PayloadKeys> beans;

    private PayloadKeys keys;

    @PostConstruct
    void findKeys() {
        keys = find(beans, new Settings(config.get())).orElse(null);
        Optional<String> current = keys == null ? Optional.empty() : keys.current();
        if (current.isPresent()) {
            check(current.get());
        }
    }

    /** The application's, else those of the key store. */
    static Optional<PayloadKeys> find(Instance<PayloadKeys> beans, Settings settings) {
        if (!beans.isUnsatisfied()) {
            return Optional.of(beans.get());
        }
        return settings.keyStore.map(file ->
                new KeyStoreKeys(file, settings.keyStorePassword.orElseThrow().toCharArray(), settings.key));
    }

    private void check(String id) {
        SecretKey key;
        try {
            key = keys.key(id).orElse(null);
        } catch (Exception e) {
            throw Errors.noSuchCurrentKey(id, e);
        }
        if (key == null) {
            throw Errors.noSuchCurrentKey(id, null);
        }
        byte[] encoded = key.getEncoded(); // none if it never leaves an HSM
        if (!key.getAlgorithm().equals("AES") || encoded != null && encoded.length != 32) {
            throw Errors.badKey(
                    id,
                    "is of " + key.getAlgorithm() + (encoded == null ? "" : " with " + encoded.length * 8 + " bits"));
        }
        if (!id.matches("[A-Za-z0-9._-]{1,100}")) {
            throw Errors.badKey(id, "has an id that a header should not have");
        }
    }

    @Override
    public SealedEnvelope onStore(SealedEnvelope envelope) throws Exception {
        Optional<String> current = keys == null ? Optional.empty() : keys.current();
        if (current.isEmpty()) {
            return envelope;
        }
        String id = current.get();
        SecretKey key = keys.key(id).orElseThrow(() -> Errors.noSuchCurrentKey(id, null));
        return envelope.withPayload(SealedPayload.seal(envelope.id(), envelope.payload(), id, key))
                .withHeader(MARKER, id);
    }

    @Override
    public Entry onSend(Entry entry) {
        SealedEnvelope stored = entry.envelope();
        if (keys == null || !(stored.headers().get(MARKER) instanceof String id)) {
            return entry;
        }
        SecretKey key;
        try {
            key = keys.key(id).orElseThrow(() -> Errors.noSuchKey(id, null));
        } catch (OutboxException e) {
            throw e;
        } catch (Exception e) {
            throw Errors.noSuchKey(id, e);
        }
        Payload payload = SealedPayload.open(entry.id(), stored.payload(), id, key);
        return entry.with(stored.withPayload(payload).withoutHeader(MARKER));
    }
}
