package io.outboxed.formats.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.outboxed.formats.JacksonSerializer;
import io.outboxed.spi.Entry;
import io.outboxed.spi.Envelopes;
import io.outboxed.spi.Payload;
import io.outboxed.spi.PayloadSerializer;
import io.outboxed.spi.SealedEnvelope;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageDecoder;
import org.junit.jupiter.api.Test;

public class ExamplesTest {
    private static final Schema V1 = SchemaBuilder.record("OrderPlaced")
            .namespace("com.example")
            .fields()
            .requiredLong("orderId")
            .requiredString("item")
            .endRecord();
    private static final Schema V2 = SchemaBuilder.record("OrderPlaced")
            .namespace("com.example")
            .fields()
            .requiredLong("orderId")
            .requiredString("item")
            .name("quantity")
            .type()
            .intType()
            .intDefault(1)
            .endRecord();

    public record OrderPlaced(long orderId, String item) {}

    @Test
    void avro_record_is_read_by_a_consumer_with_a_newer_schema() throws Exception {
        PayloadSerializer avro = new AvroSerializer();
        GenericRecord order = new GenericRecordBuilder(V1)
                .set("orderId", 7L)
                .set("item", "book")
                .build();

        assertThat(avro.supports(order)).isTrue();
        assertThat(avro.supports(new OrderPlaced(7, "book"))).isFalse();
        Payload.Binary payload = (Payload.Binary) avro.serialize(order);

        BinaryMessageDecoder<GenericRecord> consumer = new BinaryMessageDecoder<>(GenericData.get(), V2);
        consumer.addSchema(V1);
        GenericRecord read = consumer.decode(payload.bytes());
        assertThat(read.get("orderId")).isEqualTo(7L);
        assertThat(read.get("item")).hasToString("book");
        assertThat(read.get("quantity")).isEqualTo(1);
    }

    @Test
    void jackson_writes_what_is_neither_text_nor_bytes() throws Exception {
        PayloadSerializer jackson = new JacksonSerializer(new ObjectMapper());

        assertThat(jackson.supports("text")).isFalse();
        assertThat(jackson.supports(new byte[0])).isFalse();
        assertThat(jackson.serialize(new OrderPlaced(7, "book")))
                .isEqualTo(new Payload.Text("application/json", "{\"orderId\":7,\"item\":\"book\"}"));
    }

    private static SealedEnvelope upcast(String json, Map<String, Object> headers) throws Exception {
        SealedEnvelope stored = Envelopes.envelope("m1", "k", new Payload.Text("application/json", json), headers);
        return new OrderPlacedUpcaster().onSend(new Entry(0, 1, 0, 0, stored)).envelope();
    }

    @Test
    void old_version_is_brought_up_to_date_and_the_new_one_stays() throws Exception {
        SealedEnvelope renewed = upcast("{\"orderId\":7,\"name\":\"Ada Lovelace\"}", Map.of("tenant", "acme"));

        assertThat(renewed.payload())
                .isEqualTo(new Payload.Text(
                        "application/json", "{\"orderId\":7,\"firstName\":\"Ada\",\"lastName\":\"Lovelace\"}"));
        assertThat(renewed.headers()).isEqualTo(Map.of("tenant", "acme", "version", 2));
        assertThat(upcast("{\"orderId\":7}", Map.of("version", 2)).headers()).isEqualTo(Map.of("version", 2));
        assertThatThrownBy(() -> upcast("not json", Map.of())).isInstanceOf(Exception.class);
    }
}
