package io.outboxed.formats;

import io.outboxed.spi.Payload;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * A payload under AES in Galois/Counter Mode (NIST SP 800-38D): one byte for the form, 12 random ones, the cipher text with its tag of 16.
 * The tag also covers the message's id, the key's id, the form and the media type, so that no row's payload passes for another's.
 *
 * <p>A key is good for 2³² payloads, the standard's limit for random initialisation vectors.
 */
final class SealedPayload {
    private static final byte TEXT = 1;
    private static final byte BYTES = 2;
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private SealedPayload() {}

    static Payload seal(String messageId, Payload payload, String keyId, SecretKey key)
            throws GeneralSecurityException {
        byte form = PayloadBytes.isText(payload) ? TEXT : BYTES;
        byte[] iv = new byte[IV_BYTES];
        RANDOM.nextBytes(iv);
        Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, iv);
        cipher.updateAAD(context(messageId, keyId, form, payload.contentType()));
        byte[] sealed = cipher.doFinal(PayloadBytes.bytes(payload));
        byte[] all = ByteBuffer.allocate(1 + IV_BYTES + sealed.length)
                .put(form)
                .put(iv)
                .put(sealed)
                .array();
        return new Payload.Binary(payload.contentType(), all);
    }

    static Payload open(String messageId, Payload stored, String keyId, SecretKey key) {
        try {
            ByteBuffer all = ByteBuffer.wrap(PayloadBytes.bytes(stored));
            byte form = all.get();
            byte[] iv = new byte[IV_BYTES];
            all.get(iv);
            byte[] sealed = new byte[all.remaining()];
            all.get(sealed);
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, iv);
            cipher.updateAAD(context(messageId, keyId, form, stored.contentType()));
            return PayloadBytes.payload(form == TEXT, stored.contentType(), cipher.doFinal(sealed));
        } catch (GeneralSecurityException | BufferUnderflowException e) {
            throw Errors.notDecrypted(keyId, e);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] iv) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
        return cipher;
    }

    /** No part but the last can have a zero, so no two contexts are written alike. */
    private static byte[] context(String messageId, String keyId, byte form, String contentType) {
        return String.join("\0", "outboxed", messageId, keyId, Byte.toString(form), contentType)
                .getBytes(StandardCharsets.UTF_8);
    }
}
