package io.outboxed.spi;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/** A serialised payload: text or bytes, with its media type. */
public sealed interface Payload {

    /** The media type, {@code application/json} for example. */
    String contentType();

    /** The size in bytes; text counts in UTF-8. */
    int size();

    /** The same payload under another media type. */
    Payload as(String contentType);

    /** Text; sent as a JMS {@code TextMessage}. */
    record Text(String contentType, String text) implements Payload {
        /** Refuses null. */
        public Text {
            Objects.requireNonNull(contentType, "contentType");
            Objects.requireNonNull(text, "text");
        }

        @Override
        public int size() {
            return text.getBytes(StandardCharsets.UTF_8).length;
        }

        @Override
        public Payload as(String contentType) {
            return new Text(contentType, text);
        }

        /** Shows the size, never the text. */
        @Override
        public String toString() {
            return "Text[" + contentType + ", " + text.length() + " characters]";
        }
    }

    /** Bytes; sent as a JMS {@code BytesMessage}. The array is not copied and must not be changed. */
    @SuppressWarnings("ArrayRecordComponent") // equals and hashCode look at the bytes
    record Binary(String contentType, byte[] bytes) implements Payload {
        /** Refuses null. */
        public Binary {
            Objects.requireNonNull(contentType, "contentType");
            Objects.requireNonNull(bytes, "bytes");
        }

        @Override
        public int size() {
            return bytes.length;
        }

        @Override
        public Payload as(String contentType) {
            return new Binary(contentType, bytes);
        }

        /** Equal where the media type is, and every byte. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Binary that
                    && contentType.equals(that.contentType)
                    && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return 31 * contentType.hashCode() + Arrays.hashCode(bytes);
        }

        /** Shows the size, never the bytes. */
        @Override
        public String toString() {
            return "Binary[" + contentType + ", " + bytes.length + " bytes]";
        }
    }
}
