package io.outboxed.debezium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a record that the event router gives. */
class OutboxMessageTest {
    private final OutboxMessage<SourceRecord> transform = new OutboxMessage<>();

    @AfterEach
    void close() {
        transform.close();
    }

    private static SourceRecord routed(String text, ConnectHeaders headers) {
        return new SourceRecord(
                Map.of(),
                Map.of(),
                "orders",
                null,
                Schema.OPTIONAL_STRING_SCHEMA,
                "ada",
                Schema.OPTIONAL_STRING_SCHEMA,
                text,
                1L,
                headers);
    }

    private static ConnectHeaders columns(String json, byte[] bytes) {
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString("id", "m1");
        headers.addString("outbox_id", "m1");
        headers.addLong("outbox_occurred", 1_700_000_000_123L);
        headers.add("outbox_headers", json, Schema.OPTIONAL_STRING_SCHEMA);
        headers.add(
                "outbox_payload_bytes", bytes == null ? null : ByteBuffer.wrap(bytes), Schema.OPTIONAL_BYTES_SCHEMA);
        headers.add("outbox_correlation_id", null, Schema.OPTIONAL_STRING_SCHEMA);
        return headers;
    }

    @Test
    void text_becomesItsBytesAndTheTimeIsWhenItHappened() {
        SourceRecord message = transform.apply(routed("für ada", columns(null, null)));

        assertThat((byte[]) message.value()).isEqualTo("für ada".getBytes(StandardCharsets.UTF_8));
        assertThat(message.valueSchema()).isEqualTo(Schema.BYTES_SCHEMA);
        assertThat(message.timestamp()).isEqualTo(1_700_000_000_123L);
        assertThat(message.topic()).isEqualTo("orders");
        assertThat(message.key()).isEqualTo("ada");
        assertThat(message.headers()).extracting(Header::key).containsExactly("id", "outbox_id", "outbox_occurred");
    }

    @Test
    void bytes_areTakenFromTheirColumn() {
        SourceRecord message = transform.apply(routed(null, columns(null, new byte[] {0, -1, 7})));

        assertThat((byte[]) message.value()).containsExactly(0, -1, 7);
    }

    @Test
    void emptyPayload_isNoTombstone() {
        assertThat((byte[]) transform.apply(routed("", columns(null, null))).value())
                .isEmpty();
    }

    @Test
    void eachHeader_keepsItsType() {
        SourceRecord message = transform.apply(routed(
                "x",
                columns(
                        "{\"tenant\":\"a\",\"urgent\":true,\"b\":{\"Byte\":\"1\"},\"s\":{\"Short\":\"2\"},\"i\":{\"Integer\":\"3\"},"
                                + "\"l\":{\"Long\":\"4\"},\"f\":{\"Float\":\"0.5\"},\"d\":{\"Double\":\"-0.25\"},\"id\":\"mine\"}",
                        null)));

        Map<String, Object> expected = Map.of(
                "tenant", "a", "urgent", true, "b", (byte) 1, "s", (short) 2, "i", 3, "l", 4L, "f", 0.5f, "d", -0.25);
        expected.forEach(
                (name, value) -> assertThat(message.headers().lastWithName(name).value())
                        .as(name)
                        .isEqualTo(value));
        assertThat(message.headers().allWithName("id")).toIterable().hasSize(1);
        assertThat(message.headers().lastWithName("id").value()).isEqualTo("mine");
    }

    @Test
    void rowWithoutPayload_stopsTheConnectorInsteadOfBeingSentEmpty() {
        assertThatThrownBy(() -> transform.apply(routed(null, columns(null, null))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("m1")
                .hasMessageContaining("payload_bytes:header:outbox_payload_bytes");
    }

    @Test
    void headersOfANewerVersion_areRefusedWithoutTheirValues() {
        for (String json :
                new String[] {"{\"h\":{\"BigInteger\":\"4711\"}}", "{\"h\":4711}", "{\"h\":[4711]}", "[4711]"}) {
            assertThatThrownBy(() -> transform.apply(routed("x", columns(json, null))))
                    .isInstanceOf(DataException.class)
                    .hasMessageNotContaining("4711");
        }
    }

    @Test
    void whatIsNoEntry_staysAsItIs() {
        SourceRecord heartbeat = routed("beat", new ConnectHeaders());

        assertThat(transform.apply(heartbeat)).isSameAs(heartbeat);
    }

    @Test
    void kafkaConnect_findsIt() {
        assertThat(ServiceLoader.load(Transformation.class)).anyMatch(OutboxMessage.class::isInstance);
        assertThat(transform.config().names()).isEmpty();
    }
}
