package io.outboxed.formats.example;

import io.outboxed.spi.Payload;
import io.outboxed.spi.PayloadSerializer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.generic.GenericContainer;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;

/** Writes Avro's records, generated classes among them, in its single-object encoding, which names the schema by its fingerprint. */
@ApplicationScoped
public class AvroSerializer implements PayloadSerializer {
    @Override
    public boolean supports(Object payload) {
        return payload instanceof GenericContainer;
    }

    @Override
    public Payload serialize(Object payload) throws IOException {
        GenericContainer container = (GenericContainer) payload;
        ByteBuffer encoded = new BinaryMessageEncoder<>(SpecificData.get(), container.getSchema()).encode(container);
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return new Payload.Binary("application/avro", bytes);
    }
}
