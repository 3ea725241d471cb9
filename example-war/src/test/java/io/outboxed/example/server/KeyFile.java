package io.outboxed.example.server;

import io.outboxed.harness.Directories;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;

/** A key store outside of any application. */
final class KeyFile implements AutoCloseable {
    static final String PASSWORD = "not-a-secret";

    private final Path directory;
    private final Map<String, SecretKey> keys = new TreeMap<>();

    private KeyFile(Path directory) {
        this.directory = directory;
    }

    static KeyFile create() throws IOException {
        return new KeyFile(Files.createTempDirectory("keys"));
    }

    Path file() {
        return directory.resolve("outbox-keys.p12");
    }

    /** Has the file hold these keys, and no others; one that has been in it before is the same again. */
    void keep(String... ids) throws IOException, GeneralSecurityException {
        KeyGenerator generator = KeyGenerator.getInstance("AES");
        generator.init(256);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        KeyStore.PasswordProtection password = new KeyStore.PasswordProtection(PASSWORD.toCharArray());
        for (String id : ids) {
            SecretKey key = keys.computeIfAbsent(id, anyId -> generator.generateKey());
            store.setEntry(id, new KeyStore.SecretKeyEntry(key), password);
        }
        Path written = directory.resolve("written");
        try (OutputStream out = Files.newOutputStream(written)) {
            store.store(out, PASSWORD.toCharArray());
        }
        Files.move(written, file(), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        Directories.delete(directory);
    }
}
