package io.outboxed.internal.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.Envelope;
import io.outboxed.OutboxConfig;
import io.outboxed.OutboxEvent;
import io.outboxed.PublishException;
import io.outboxed.spi.Moment;
import io.outboxed.spi.Payload;
import io.outboxed.spi.SealedEnvelope;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

public class SealingTest {
    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00.123456Z");
    private static final Jsonb JSONB = JsonbBuilder.create();

    private final Sealing sealing = sealing(OutboxConfig.builder().build());

    private static Sealing sealing(OutboxConfig config) {
        return new Sealing(
                config, DefaultSerializers.list(() -> JSONB), List.of(), List.of(), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @OutboxEvent(destination = "payments", key = "orderId", type = "Paid")
    public record OrderPaid(String orderId, int cents) {}

    public record Plain(String name) {}

    public static class Cycle {
        public Cycle getSelf() {
            return this;
        }
    }

    @Test
    void payload_annotation_gives_destination_key_and_type() {
        SealedEnvelope sealed = sealing.seal(new OrderPaid("o-1", 250), Routing.NONE);

        assertThat(sealed.destination()).isEqualTo("payments");
        assertThat(sealed.key()).isEqualTo("o-1");
        assertThat(sealed.type()).isEqualTo("Paid");
        assertThat(sealed.occurred()).isEqualTo("2026-11-01T10:00:00.123Z");
        assertThat(sealed.priority()).isEqualTo(4);
        assertThat(UUID.fromString(sealed.id()).version()).isEqualTo(7);
        assertThat(sealed.payload())
                .isEqualTo(new Payload.Text("application/json", "{\"cents\":250,\"orderId\":\"o-1\"}"));
    }

    private static SealedEnvelope sealWith(Map<String, Object> context, Envelope envelope) {
        return new Sealing(
                        OutboxConfig.builder().build(),
                        DefaultSerializers.list(() -> JSONB),
                        List.of(
                                (id, destination, type) -> context,
                                (id, destination, type) -> Map.of("tenant", "second")),
                        List.of(),
                        Clock.fixed(NOW, ZoneOffset.UTC))
                .seal(envelope, Routing.NONE);
    }

    @Test
    void headers_of_the_context_go_with_the_message_but_its_own_and_earlier_ones_stay() {
        SealedEnvelope sealed = sealWith(
                Map.of("tenant", "acme", "traceparent", "00-1"),
                Envelope.of("x").to("orders").header("traceparent", "own").build());

        assertThat(sealed.headers()).containsExactlyInAnyOrderEntriesOf(Map.of("traceparent", "own", "tenant", "acme"));
    }

    @Test
    void header_of_the_context_that_no_message_can_carry_fails_the_publication() {
        Envelope envelope = Envelope.of("x").to("orders").build();

        assertThatThrownBy(() -> sealWith(Map.of("trace-parent", "x"), envelope))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("OUTBOX-2004");
        assertThatThrownBy(() -> sealWith(Map.of("tenant", Instant.EPOCH), envelope))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("OUTBOX-2005");
    }

    @Test
    void method_annotation_wins_over_payload_annotation_and_the_envelope_over_both() {
        Routing method = new Routing("orders", "", "PaidToo");

        SealedEnvelope byMethod = sealing.seal(new OrderPaid("o-1", 1), method);
        assertThat(byMethod.destination()).isEqualTo("orders");
        assertThat(byMethod.type()).isEqualTo("PaidToo");
        assertThat(byMethod.key()).isEqualTo("o-1");

        SealedEnvelope byEnvelope = sealing.seal(
                Envelope.of(new OrderPaid("o-1", 1))
                        .to("mine")
                        .key(42L)
                        .type("T")
                        .build(),
                method);
        assertThat(byEnvelope.destination()).isEqualTo("mine");
        assertThat(byEnvelope.type()).isEqualTo("T");
        assertThat(byEnvelope.key()).isEqualTo("42");
    }

    @Test
    void default_destination_is_taken_last() {
        Sealing withDefault =
                sealing(OutboxConfig.builder().defaultDestination("events").build());

        assertThat(withDefault.seal(new Plain("x"), Routing.NONE).destination()).isEqualTo("events");
        assertThat(withDefault.seal(new OrderPaid("o", 1), Routing.NONE).destination())
                .isEqualTo("payments");
    }

    @Test
    void no_destination_is_refused() {
        assertThatThrownBy(() -> sealing.seal(new Plain("x"), Routing.NONE))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("OUTBOX-2002")
                .hasMessageContaining(Plain.class.getName());
    }

    @Test
    void text_and_bytes_are_taken_as_they_are() {
        Routing orders = new Routing("orders", "", "");

        assertThat(sealing.seal("hello", orders).payload())
                .isEqualTo(new Payload.Text("text/plain;charset=utf-8", "hello"));
        assertThat(sealing.seal(new byte[] {1, 2}, orders).payload())
                .isEqualTo(new Payload.Binary("application/octet-stream", new byte[] {1, 2}));
        assertThat(sealing.seal(
                                Envelope.of("<a/>")
                                        .contentType("application/xml")
                                        .build(),
                                orders)
                        .payload()
                        .contentType())
                .isEqualTo("application/xml");
    }

    @Test
    void key_that_is_missing_or_null_is_refused() {
        assertThatThrownBy(() -> sealing.seal(new Plain("x"), new Routing("orders", "nope", "")))
                .hasMessageContaining("OUTBOX-2006")
                .hasMessageContaining("'nope'");
        assertThatThrownBy(() -> sealing.seal(new Plain(null), new Routing("orders", "name", "")))
                .hasMessageContaining("OUTBOX-2008");
        assertThatThrownBy(() -> sealing.seal(new Plain("x".repeat(256)), new Routing("orders", "name", "")))
                .hasMessageContaining("OUTBOX-2003")
                .hasMessageContaining("256");
        assertThat(sealing.seal(new Plain("x".repeat(255)), new Routing("orders", "name", ""))
                        .key())
                .hasSize(255);
    }

    @Test
    void payload_that_cannot_be_serialised_is_refused() {
        assertThatThrownBy(() -> sealing.seal(new Cycle(), new Routing("orders", "", "")))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("OUTBOX-2009")
                .hasMessageContaining(Cycle.class.getName())
                .hasCauseInstanceOf(Throwable.class);
    }

    @Test
    void payload_size_counts_in_bytes_and_its_limit_is_inclusive() {
        Sealing small = sealing(OutboxConfig.builder().payloadMaxBytes(4).build());
        Routing orders = new Routing("orders", "", "");

        assertThat(small.seal("ää", orders).payload().size()).isEqualTo(4);
        assertThatThrownBy(() -> small.seal("äää", orders))
                .hasMessageContaining("OUTBOX-2010")
                .hasMessageContaining("6 bytes")
                .hasMessageContaining("outbox.payload.max-bytes=4");
    }

    @Test
    void error_texts_never_quote_the_payload() {
        assertThatThrownBy(
                        () -> sealing(OutboxConfig.builder().payloadMaxBytes(1).build())
                                .seal("s3cret", new Routing("orders", "", "")))
                .message()
                .doesNotContain("s3cret");
        assertThat(Envelope.of("s3cret").header("token", "t0ken").build().toString())
                .doesNotContain("s3cret", "t0ken");
        assertThat(sealing.seal(
                                Envelope.of("s3cret")
                                        .header("token", "t0ken")
                                        .to("d")
                                        .build(),
                                Routing.NONE)
                        .toString())
                .doesNotContain("s3cret", "t0ken");
    }

    @Test
    void ids_of_one_thread_ascend() {
        List<String> ids = IntStream.range(0, 1000)
                .mapToObj(i -> sealing.seal("x", new Routing("d", "", "")).id())
                .toList();

        assertThat(ids).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void times_are_passed_on_for_the_database_to_read_its_own_clock() {
        Instant later = NOW.plusSeconds(60);
        SealedEnvelope after = sealing.seal(
                Envelope.of("x")
                        .to("d")
                        .deliverAfter(Duration.ofHours(1))
                        .expiresAfter(Duration.ofHours(2))
                        .build(),
                Routing.NONE);
        SealedEnvelope at = sealing.seal(
                Envelope.of("x")
                        .to("d")
                        .deliverAt(later)
                        .expiresAt(later.plusMillis(1))
                        .build(),
                Routing.NONE);
        SealedEnvelope plain = sealing.seal("x", new Routing("d", "", ""));

        assertThat(after.notBefore()).isEqualTo(new Moment.After(Duration.ofHours(1)));
        assertThat(after.expires()).isEqualTo(new Moment.After(Duration.ofHours(2)));
        assertThat(at.notBefore()).isEqualTo(new Moment.At(later));
        assertThat(at.expires()).isEqualTo(new Moment.At(later.plusMillis(1)));
        assertThat(plain.notBefore()).isNull();
        assertThat(plain.expires()).isNull();
    }

    @Test
    void envelope_that_nobody_could_get_is_refused() {
        Instant now = NOW.truncatedTo(ChronoUnit.MILLIS);
        Duration hour = Duration.ofHours(1);
        List<Envelope.Builder> refused = List.of(
                Envelope.of("x").expiresAt(now),
                Envelope.of("x").deliverAt(Instant.EPOCH).expiresAt(now),
                Envelope.of("x").deliverAt(now.plus(hour)).expiresAt(now.plus(hour)),
                Envelope.of("x").deliverAfter(hour).expiresAfter(hour),
                Envelope.of("x").deliverAt(now.plus(hour)).expiresAfter(hour),
                Envelope.of("x").deliverAfter(hour).expiresAt(now.plus(hour)));
        Duration more = hour.plusMillis(1);
        List<Envelope.Builder> taken = List.of(
                Envelope.of("x").expiresAt(now.plusMillis(1)),
                Envelope.of("x").deliverAt(now.plus(hour)).expiresAt(now.plus(more)),
                Envelope.of("x").deliverAfter(hour).expiresAfter(more),
                Envelope.of("x").deliverAt(now.plus(hour)).expiresAfter(more),
                Envelope.of("x").deliverAfter(hour).expiresAt(now.plus(more)));

        for (Envelope.Builder each : refused) {
            assertThatThrownBy(() -> sealing.seal(each.to("d").build(), Routing.NONE))
                    .isInstanceOf(PublishException.class)
                    .hasMessageContaining("OUTBOX-2014");
        }
        for (Envelope.Builder each : taken) {
            assertThat(sealing.seal(each.to("d").build(), Routing.NONE).expires())
                    .isNotNull();
        }
    }
}
