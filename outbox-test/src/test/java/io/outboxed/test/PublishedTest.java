package io.outboxed.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.Envelope;
import io.outboxed.Outbox;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each condition and each ending, when it holds and when it does not. */
class PublishedTest {
    private static final UUID FIRST = new UUID(0, 1);

    private TestOutbox outbox;
    private Outbox port;

    @BeforeEach
    void publish() {
        outbox = TestOutbox.start();
        port = outbox.outbox();
        outbox.inTransaction(() -> {
            port.publish(Envelope.of(new OrderPlaced("42", 1))
                    .to("orders")
                    .key("42")
                    .id(FIRST)
                    .correlationId("c-1")
                    .header("tenant", "acme")
                    .build());
            port.publish(Envelope.of(new OrderPlaced("43", 2))
                    .to("archive")
                    .type("Archived")
                    .build());
            port.publish(Envelope.of("plain text").to("notes").build());
        });
    }

    @AfterEach
    void close() {
        outbox.end();
    }

    private static void assertFails(ThrowingCallable assertion, String... texts) {
        assertThatThrownBy(assertion)
                .isInstanceOf(AssertionError.class)
                .message()
                .contains(texts);
    }

    private Published<OrderPlaced> orders() {
        return outbox.published(OrderPlaced.class);
    }

    @Test
    void conditions_narrowDown() {
        orders().times(2);
        orders().withKey("42").once();
        orders().withoutKey().once();
        orders().toDestination("archive").once();
        orders().ofType("Archived").once();
        orders().withId(FIRST.toString()).once();
        orders().withCorrelationId("c-1").once();
        orders().withHeader("tenant", "acme").once();
        orders().withPayload(new OrderPlaced("43", 2)).once();
        orders().matching(order -> order.amount() > 1).once();
        outbox.published(String.class).once();
        outbox.published().times(3);
    }

    @Test
    void conditions_thatNothingMeets_leaveNothing() {
        orders().withKey("43").none();
        orders().withKey("42").withoutKey().none();
        orders().toDestination("notes").none();
        orders().ofType("OrderPlaced").withKey("41").none();
        orders().withId("second").none();
        orders().withCorrelationId("c-2").none();
        orders().withHeader("tenant", "other").none();
        orders().withHeader("region", "acme").none();
        orders().withPayload(new OrderPlaced("42", 2)).none();
        orders().matching(order -> order.amount() > 2).none();
        outbox.published(Integer.class).none();
    }

    @Test
    void endings_fail_whenTheNumberIsAnother() {
        assertFails(() -> orders().once(), "Expected exactly 1 published OrderPlaced, but there were 2.");
        assertFails(() -> orders().times(3), "exactly 3", "were 2");
        assertFails(() -> orders().none(), "Expected no published OrderPlaced", "were 2");
        assertFails(() -> orders().atLeast(3), "at least 3", "were 2");
        assertFails(() -> orders().single(), "exactly 1", "were 2");
        assertFails(() -> orders().message(), "exactly 1", "were 2");
        assertThatCode(() -> orders().atLeast(2)).doesNotThrowAnyException();
    }

    @Test
    void failure_listsWhatWasPublishedInstead() {
        assertFails(
                () -> orders().withKey("41").toDestination("orders").once(),
                "Expected exactly 1 published OrderPlaced, with key \"41\", to orders, but there was none.",
                "Published were (3):",
                "OrderPlaced to orders, key \"42\", id 00000000-0000-0000-0000-000000000001, headers {tenant=acme}: {\"amount\":1,\"orderId\":\"42\"}",
                "Archived to archive, without a key, id ",
                "String to notes, without a key, id ",
                ": plain text");
    }

    @Test
    void failure_shortensLongPayloadsAndShowsNoBytes() {
        outbox.inTransaction(() -> {
            port.publish(Envelope.of("x".repeat(1_000)).to("notes").build());
            port.publish(Envelope.of(new byte[7]).to("notes").build());
        });
        assertFails(
                () -> outbox.published(Integer.class).once(),
                ": " + "x".repeat(120) + "…\n",
                ": Binary[application/octet-stream, 7 bytes]");
    }

    @Test
    void failure_tellsWhatHasNotCommitted() {
        assertThatThrownBy(() -> outbox.inTransaction(() -> {
                    port.publish(
                            Envelope.of(new OrderPlaced("44", 1)).to("orders").build());
                    throw new IllegalStateException("refused");
                }))
                .hasMessage("refused");
        orders().matching(order -> order.orderId().equals("44")).none();
        assertFails(
                () -> orders().matching(order -> order.orderId().equals("44")).once(),
                "Published in transactions that have not committed were (1):",
                "\"orderId\":\"44\"");
    }

    @Test
    void messages_comeWithTheirPayloads_inTheOrderOfPublication() {
        assertThat(orders().withKey("42").single()).isEqualTo(new OrderPlaced("42", 1));
        assertThat(orders().payloads()).isEqualTo(List.of(new OrderPlaced("42", 1), new OrderPlaced("43", 2)));
        assertThat(orders().withId(FIRST.toString()).message().envelope().headers())
                .containsEntry("tenant", "acme");
        assertThat(outbox.published(Integer.class).payloads()).isEmpty();
    }

    @Test
    void chain_withoutAnEnding_failsAtTheNextUse_whereItWasWritten() {
        orders().withKey("42");
        assertThatCode(outbox::drain).doesNotThrowAnyException();

        orders().withKey("41");
        assertThatThrownBy(outbox::drain)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expected at least 1 published OrderPlaced, with key \"41\"")
                .satisfies(failure -> assertThat(failure.getStackTrace())
                        .anyMatch(frame -> frame.getMethodName()
                                .equals("chain_withoutAnEnding_failsAtTheNextUse_whereItWasWritten")));
        assertThatCode(outbox::drain).as("told once").doesNotThrowAnyException();

        orders().withKey("41");
        assertFails(outbox::close, "with key \"41\"");
    }
}
