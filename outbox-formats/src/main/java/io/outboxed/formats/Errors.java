package io.outboxed.formats;

import io.outboxed.OutboxConfigException;
import io.outboxed.SendException;
import io.outboxed.StoreException;
import java.nio.file.Path;
import java.util.List;

/** Every text of this module that a person may get to see, with its code; {@code docs/messages.md} has a row for each. */
final class Errors {

    private Errors() {}

    // 80xx: the deployment

    static OutboxConfigException badSettings(List<String> problems) {
        return config("8001", "Settings with a value that cannot be used: " + String.join("; ", problems) + ".", null);
    }

    static OutboxConfigException missingLibrary(String setting, String library, Throwable cause) {
        return config("8002", setting + " needs " + library + ", which the application does not have. Add it.", cause);
    }

    static OutboxConfigException unreadableKeyStore(Path file, Throwable cause) {
        return config(
                "8003",
                "The key store " + file + " cannot be read. It must be a PKCS #12 file that the server may read, and "
                        + FormatSettings.KEY_STORE_PASSWORD + " its password.",
                cause);
    }

    static OutboxConfigException noSuchCurrentKey(String id, Throwable cause) {
        return config(
                "8004",
                "New payloads are to be encrypted by the key '" + id
                        + "', which is not there. Put it where the PayloadKeys" + " look, or name another one.",
                cause);
    }

    static OutboxConfigException badKey(String id, String problem) {
        return config(
                "8005",
                "The key '" + id + "' " + problem
                        + "; it must be an AES key of 256 bits, and its id 1 to 100 letters, digits, '.', '_' or '-'.",
                null);
    }

    static OutboxConfigException noClaimStore() {
        return config(
                "8006",
                FormatSettings.CLAIM_THRESHOLD + " is set, but there is no place for large payloads. Set "
                        + FormatSettings.CLAIM_DIRECTORY
                        + ", or produce a ClaimStore, a DatabaseClaimStore for example.",
                null);
    }

    static OutboxConfigException encryptedForConsumers() {
        return config(
                "8007",
                "With " + FormatSettings.CLAIM_REDEEM
                        + "=consumer a large payload is kept as the consumer is to get it, so not"
                        + " encrypted, though there is a key for encryption. Let the sender redeem it, or keep no keys.",
                null);
    }

    static OutboxConfigException unusableDirectory(Path directory, Throwable cause) {
        return config(
                "8008",
                FormatSettings.CLAIM_DIRECTORY + " is '" + directory
                        + "', which is no directory and cannot be made one.",
                cause);
    }

    // 81xx: sending

    static SendException noSuchKey(String id, Throwable cause) {
        return send(
                "8101",
                "The payload was encrypted by the key '" + id
                        + "', which is not there. Put it back; the entry is tried again.",
                cause);
    }

    static SendException notDecrypted(String keyId, Throwable cause) {
        return send(
                "8102",
                "The payload does not come out of its encryption by the key '" + keyId
                        + "': the stored row was changed, or another key has that id now.",
                cause);
    }

    static SendException notDecompressed(Throwable cause) {
        return send("8103", "The payload does not come out of its compression: the stored row was changed.", cause);
    }

    static StoreException noSuchClaim(String reference) {
        return new StoreException(
                "OUTBOX-8104",
                "There is no payload under the claim '" + shortened(reference)
                        + "'. Was it purged before it was redeemed, or is this another store?",
                null);
    }

    static SendException notACloudEvent(Throwable cause) {
        return send(
                "8105",
                "The entry is no valid CloudEvent. Look at its type and at its headers that begin with cloudEvents_.",
                cause);
    }

    static StoreException claimsNotDeleted(Throwable cause) {
        return new StoreException(
                "OUTBOX-8106",
                "Payloads that nobody needs any more could not be removed; that is tried again within an hour or so.",
                cause);
    }

    /** It may come from a message, so from anybody. */
    private static String shortened(String reference) {
        String printable = reference.replaceAll("[^A-Za-z0-9._:/-]", "?");
        return printable.length() <= 100 ? printable : printable.substring(0, 100) + "…";
    }

    private static OutboxConfigException config(String code, String text, Throwable cause) {
        return new OutboxConfigException("OUTBOX-" + code, text, cause);
    }

    private static SendException send(String code, String text, Throwable cause) {
        return new SendException("OUTBOX-" + code, text, cause);
    }
}
