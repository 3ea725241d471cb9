package io.outboxed.formats;

import io.outboxed.spi.Payload;
import java.nio.charset.StandardCharsets;

/** A payload as bytes, and back. */
final class PayloadBytes {

    private PayloadBytes() {}

    static boolean isText(Payload payload) {
        return payload instanceof Payload.Text;
    }

    static byte[] bytes(Payload payload) {
        return payload instanceof Payload.Text text
                ? text.text().getBytes(StandardCharsets.UTF_8)
                : ((Payload.Binary) payload).bytes();
    }

    static Payload payload(boolean isText, String contentType, byte[] bytes) {
        return isText
                ? new Payload.Text(contentType, new String(bytes, StandardCharsets.UTF_8))
                : new Payload.Binary(contentType, bytes);
    }
}
