package io.outboxed.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * Keys in a PKCS #12 file outside of the application, as {@code keytool -genseckey} makes it; an alias is a key's id, in lower case. The file
 * is read again when a key is asked for that it did not have, and it has changed since.
 *
 * <p><b>Threads:</b> any number.
 */
public final class KeyStoreKeys implements PayloadKeys {

    private record Content(Map<String, SecretKey> keys, FileTime modified) {}

    private final Path file;
    private final char[] password;
    private final Optional<String> current;
    private volatile Content content;

    /**
     * Reads the file.
     *
     * @param current the id of the key for new payloads; empty: only decrypts
     * @throws io.outboxed.OutboxConfigException if the file cannot be read (OUTBOX-8003)
     */
    public KeyStoreKeys(Path file, char[] password, Optional<String> current) {
        this.file = Objects.requireNonNull(file, "file");
        this.password = password.clone();
        this.current = Objects.requireNonNull(current, "current");
        try {
            content = read();
        } catch (GeneralSecurityException | IOException e) {
            throw Errors.unreadableKeyStore(file, e);
        }
    }

    @Override
    public Optional<String> current() {
        return current;
    }

    @Override
    public Optional<SecretKey> key(String id) throws GeneralSecurityException, IOException {
        SecretKey known = content.keys.get(id);
        if (known == null && !Files.getLastModifiedTime(file).equals(content.modified)) {
            content = read();
            known = content.keys.get(id);
        }
        return Optional.ofNullable(known);
    }

    private Content read() throws GeneralSecurityException, IOException {
        FileTime modified = Files.getLastModifiedTime(file);
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(file)) {
            store.load(stream, password);
        }
        Map<String, SecretKey> keys = new HashMap<>();
        for (String alias : Collections.list(store.aliases())) {
            Key key = store.getKey(alias, password);
            if (key instanceof SecretKey secret) {
                keys.put(alias, secret);
            }
        }
        return new Content(Map.copyOf(keys), modified);
    }
}
