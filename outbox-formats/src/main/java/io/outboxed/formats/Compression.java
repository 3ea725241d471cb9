package io.outboxed.formats;

import io.outboxed.spi.ActiveConfig;
import io.outboxed.spi.Entry;
import io.outboxed.spi.EntryTransformer;
import io.outboxed.spi.Payload;
import io.outboxed.spi.SealedEnvelope;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Stores payloads of a size compressed, where that makes them smaller, and sends them as they were. Undoes it also where the setting is
 * gone.
 */
@ApplicationScoped
@Priority(Order.COMPRESSION)
class Compression implements EntryTransformer {
    static final String MARKER = UNDO + "compression";
    private static final String TEXT = "gzip text";
    private static final String BYTES = "gzip bytes";

    @Inject
    private ActiveConfig config;

    private int threshold;

    @PostConstruct
    void configure() {
        threshold = new Settings(config.get()).compressionThreshold.orElse(Integer.MAX_VALUE);
    }

    @Override
    public SealedEnvelope onStore(SealedEnvelope envelope) throws IOException {
        Payload payload = envelope.payload();
        if (threshold == Integer.MAX_VALUE) {
            return envelope;
        }
        byte[] bytes = PayloadBytes.bytes(payload);
        if (bytes.length < threshold) {
            return envelope;
        }
        byte[] compressed = compress(bytes);
        if (compressed.length >= bytes.length) {
            return envelope;
        }
        return envelope.withPayload(new Payload.Binary(payload.contentType(), compressed))
                .withHeader(MARKER, PayloadBytes.isText(payload) ? TEXT : BYTES);
    }

    @Override
    public Entry onSend(Entry entry) {
        SealedEnvelope stored = entry.envelope();
        Object marker = stored.headers().get(MARKER);
        if (marker == null) {
            return entry;
        }
        try {
            byte[] bytes = decompress(((Payload.Binary) stored.payload()).bytes());
            Payload payload =
                    PayloadBytes.payload(marker.equals(TEXT), stored.payload().contentType(), bytes);
            return entry.with(stored.withPayload(payload).withoutHeader(MARKER));
        } catch (IOException | ClassCastException e) {
            throw Errors.notDecompressed(e);
        }
    }

    private static byte[] compress(byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(bytes.length / 2);
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        }
        return compressed.toByteArray();
    }

    private static byte[] decompress(byte[] bytes) throws IOException {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return gzip.readAllBytes();
        }
    }
}
