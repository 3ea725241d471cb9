package io.outboxed.formats;

import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * Gives the keys by which stored payloads are encrypted. A CDI bean of this type switches encryption on, and goes before the setting {@code
 * outbox.encryption.key-store}.
 *
 * <p>Keys belong outside of the application and its database: in a file that only the server may read, a vault, an HSM. An entry remembers the
 * id of its key, so keys can be replaced: add a new one on every node, make it the current one, and keep the old one until nothing is
 * stored by it any more, dead letters included.
 *
 * <p><b>Threads:</b> any number at once. Both methods are called for every message, {@link #current} in the publisher's transaction, so they
 * must be quick.
 */
public interface PayloadKeys {

    /** The id of the key for new payloads, 1 to 100 letters, digits, {@code .}, {@code _} or {@code -}; empty: those are stored as they are. */
    Optional<String> current();

    /**
     * The AES key of 256 bits with that id; the same as long as anything is stored by it.
     *
     * @return empty if there is none: entries that need it are tried again, and become dead letters in the end
     * @throws Exception if it cannot be had now; likewise
     */
    Optional<SecretKey> key(String id) throws Exception;
}
