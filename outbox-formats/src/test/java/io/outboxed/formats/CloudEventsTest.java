package io.outboxed.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.format.EventFormat;
import io.cloudevents.jackson.JsonFormat;
import io.outboxed.OutboxConfig;
import io.outboxed.SendException;
import io.outboxed.spi.Envelopes;
import io.outboxed.spi.Payload;
import io.outboxed.spi.SealedEnvelope;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What an entry becomes; for what a consumer makes of it see the integration tests. */
class CloudEventsTest {
    private static final Payload JSON = new Payload.Text("application/json", "{\"orderId\":7}");

    private static UnaryOperator<OutboxConfig.Builder> mode(String mode) {
        return settings -> settings.setting("outbox.cloudevents.mode", mode)
                .setting("outbox.cloudevents.source", "urn:example:shop");
    }

    private static SealedEnvelope sent(String mode, SealedEnvelope envelope) throws Exception {
        try (Module module = new Module(mode(mode))) {
            module.prepare();
            assertThat(module.store(envelope)).isEqualTo(envelope);
            return module.send(envelope);
        }
    }

    private static CloudEvent parse(SealedEnvelope sent) {
        assertThat(sent.payload().contentType()).isEqualTo("application/cloudevents+json");
        EventFormat format = new JsonFormat();
        return format.deserialize(Module.text(sent).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void binary_mode_has_each_attribute_as_a_property() throws Exception {
        SealedEnvelope envelope = Envelopes.envelope(
                "m1",
                "o-7",
                JSON,
                Map.of(
                        "tenant", "acme",
                        "traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                        "cloudEvents_dataschema", "https://example.org/order.json",
                        "cloudEvents_region", "eu"));

        SealedEnvelope sent = sent("binary", envelope);

        assertThat(sent.payload()).isEqualTo(JSON);
        Map<String, Object> expected = new HashMap<>(envelope.headers());
        expected.putAll(Map.of(
                "cloudEvents_specversion", "1.0",
                "cloudEvents_id", "m1",
                "cloudEvents_source", "urn:example:shop",
                "cloudEvents_type", "OrderPlaced",
                "cloudEvents_time", "2026-01-01T00:00:00.123Z",
                "cloudEvents_subject", "o-7",
                "cloudEvents_partitionkey", "o-7",
                "cloudEvents_traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
        assertThat(sent.headers()).containsExactlyInAnyOrderEntriesOf(expected);
    }

    @Test
    void structured_mode_has_all_in_the_body() throws Exception {
        SealedEnvelope sent = sent(
                "structured",
                Envelopes.envelope("m1", "o-7", JSON, Map.of("tenant", "acme", "cloudEvents_dataschema", "urn:s")));

        assertThat(sent.headers()).isEqualTo(Map.of("tenant", "acme"));
        assertThat(Module.text(sent)).contains("\"data\":{\"orderId\":7}");
        CloudEvent event = parse(sent);
        assertThat(event.getId()).isEqualTo("m1");
        assertThat(event.getTime()).isEqualTo(OffsetDateTime.parse("2026-01-01T00:00:00.123Z"));
        assertThat(event.getDataSchema()).hasToString("urn:s");
        assertThat(event.getSubject()).isEqualTo("o-7");
        assertThat(event.getExtension("partitionkey")).isEqualTo("o-7");
        assertThat(event.getDataContentType()).isEqualTo("application/json");
    }

    @Test
    void text_and_bytes_come_out_of_a_structured_event_as_they_were() throws Exception {
        Payload text = new Payload.Text("text/plain;charset=utf-8", "{ Bücher } 📚");
        CloudEvent ofText = parse(sent("structured", Envelopes.envelope("m1", null, text)));
        assertThat(ofText.getData().toBytes()).isEqualTo("{ Bücher } 📚".getBytes(StandardCharsets.UTF_8));
        assertThat(ofText.getSubject()).isNull();

        CloudEvent ofBytes =
                parse(sent("structured", Envelopes.envelope("m1", null, Envelopes.bytes((byte) -1, (byte) 0))));
        assertThat(ofBytes.getData().toBytes()).containsExactly(-1, 0);
    }

    @Test
    void destination_may_have_a_mode_of_its_own() throws Exception {
        try (Module module = new Module(settings -> mode("binary")
                .apply(settings)
                .setting("outbox.cloudevents.mode.legacy", "none")
                .setting("outbox.cloudevents.mode.partner.in", "structured"))) {
            SealedEnvelope legacy = Envelopes.to("legacy", "m1", "k");

            assertThat(module.send(legacy)).isEqualTo(legacy);
            assertThat(module.send(Envelopes.to("partner.in", "m1", "k"))
                            .payload()
                            .contentType())
                    .isEqualTo("application/cloudevents+json");
            assertThat(module.send(Envelopes.to("orders", "m1", "k")).headers()).containsKey("cloudEvents_id");
        }
    }

    @Test
    void application_may_say_more_of_the_event_but_not_who_it_is() throws Exception {
        SealedEnvelope sent = sent(
                "binary",
                Envelopes.envelope(
                        "m1", "k", JSON, Map.of("cloudEvents_id", "other", "cloudEvents_type", "org.example.placed")));

        assertThat(sent.headers())
                .containsEntry("cloudEvents_id", "m1")
                .containsEntry("cloudEvents_type", "org.example.placed");
    }

    @Test
    void what_is_no_valid_event_is_not_sent() {
        assertThatThrownBy(() ->
                        sent("binary", Envelopes.envelope("m1", "k", JSON, Map.of("cloudEvents_not_allowed", "x"))))
                .isInstanceOf(SendException.class)
                .hasMessageContaining("OUTBOX-8105");
        assertThatThrownBy(() -> sent("binary", Envelopes.envelope("m1", "k", JSON, Map.of("cloudEvents_time", "x"))))
                .isInstanceOf(SendException.class)
                .hasMessageContaining("OUTBOX-8105");
    }

    @Test
    void large_payload_that_the_consumer_redeems_is_referred_to() throws Exception {
        SealedEnvelope sent = sent(
                "structured",
                Envelopes.envelope(
                        "m1",
                        "k",
                        new Payload.Text("application/vnd.outboxed.claim", "m1_0"),
                        Map.of("outbox_claim", "m1_0")));

        CloudEvent event = parse(sent);
        assertThat(event.getData()).isNull();
        assertThat(event.getExtension("dataref")).hasToString("m1_0");
    }

    @Test
    void deployment_fails_without_a_source_and_names_every_problem() {
        try (Module module = new Module(settings -> settings.setting("outbox.cloudevents.mode.a", "binary")
                .setting("outbox.cloudevents.mode", "text")
                .setting("outbox.compression.threshold", "0")
                .setting("outbox.claim-check.keep", "59m")
                .setting("outbox.claim-check.redeem", "nobody")
                .setting("outbox.encryption.key", "a"))) {
            assertThatThrownBy(module::prepare)
                    .rootCause()
                    .hasMessageContaining("OUTBOX-8001")
                    .hasMessageContaining("outbox.cloudevents.source is not set")
                    .hasMessageContaining(
                            "outbox.cloudevents.mode is 'text'; it must be one of [none, binary, structured]")
                    .hasMessageContaining(
                            "outbox.compression.threshold is '0'; it must be a number of bytes, 1 or more")
                    .hasMessageContaining("outbox.claim-check.keep is '59m'; it must be 1h or more")
                    .hasMessageContaining("outbox.claim-check.redeem is 'nobody'; it must be one of [sender, consumer]")
                    .hasMessageContaining("outbox.encryption.key is set, but not outbox.encryption.key-store");
        }
    }

    @Test
    void deployment_fails_where_change_data_capture_would_send_no_events() {
        try (Module module = new Module(settings -> settings.setting("outbox.cloudevents.mode", "binary")
                .setting("outbox.cloudevents.source", "urn:example:shop")
                .relayEnabled(false)
                .cdcSlot("outboxed"))) {
            assertThatThrownBy(module::prepare)
                    .rootCause()
                    .hasMessageContaining("OUTBOX-8001")
                    .hasMessageContaining("outbox.cloudevents.mode is set, but with outbox.cdc.slot");
        }
    }
}
