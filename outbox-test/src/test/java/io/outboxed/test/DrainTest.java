package io.outboxed.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.Envelope;
import io.outboxed.Outbox;
import io.outboxed.spi.Payload;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The relay on demand, and what its broker has been sent. */
class DrainTest {

    @RegisterExtension
    private final OutboxExtension extension = OutboxExtension.with(
            settings -> settings.source("shop").groupId(true).batchSize(2).lanes(1));

    private static void publish(TestOutbox outbox, String... ids) {
        outbox.inTransaction(() -> {
            for (String id : ids) {
                outbox.outbox()
                        .publish(Envelope.of(new OrderPlaced(id, 1))
                                .to("orders")
                                .key("one key")
                                .correlationId(id)
                                .build());
            }
        });
    }

    @Test
    void nothing_isSentBeforeTheRelayIsToldTo(TestOutbox outbox) {
        publish(outbox, "a");
        assertThat(outbox.sends().all()).isEmpty();
        assertThat(outbox.drain()).isEqualTo(1);
        assertThat(outbox.drain()).isZero();
    }

    @Test
    void sends_areInOrder_inBatches(TestOutbox outbox) {
        publish(outbox, "a", "b", "c");
        publish(outbox, "d");
        outbox.drain();
        assertThat(outbox.sends().all()).extracting(CapturedSend::correlationId).containsExactly("a", "b", "c", "d");
        assertThat(outbox.sends().ids()).doesNotHaveDuplicates();
        assertThat(outbox.sends().withKey("one key").batches())
                .extracting(List::size)
                .containsExactly(2, 2);
        assertThat(outbox.sends().withKey("other").count()).isZero();
        assertThat(outbox.sends().ofType("OrderPlaced").count()).isEqualTo(4);
        assertThat(outbox.sends().withId(outbox.sends().ids().get(2)).single().batch())
                .isEqualTo(2);
    }

    @Test
    void send_hasWhatAConsumerSees(TestOutbox outbox, Outbox port) {
        outbox.inTransaction(() -> port.publish(Envelope.of(new OrderPlaced("42", 1))
                .to("orders")
                .key("42")
                .id(new UUID(0, 1))
                .header("tenant", "acme")
                .correlationId("c-1")
                .priority(7)
                .expiresAfter(Duration.ofMinutes(5))
                .build()));
        outbox.drain();
        CapturedSend send = outbox.sends().single();
        assertThat(send.properties())
                .containsEntry("outbox_id", new UUID(0, 1).toString())
                .containsEntry("outbox_type", "OrderPlaced")
                .containsEntry("outbox_key", "42")
                .containsEntry("JMSXGroupID", "42")
                .containsEntry("outbox_source", "shop")
                .containsEntry("outbox_occurred", outbox.now().toEpochMilli())
                .containsEntry("content_type", "application/json")
                .containsEntry("tenant", "acme");
        assertThat(send.payload()).isInstanceOf(Payload.Text.class);
        assertThat(send.text()).isEqualTo("{\"amount\":1,\"orderId\":\"42\"}");
        assertThat(send.correlationId()).isEqualTo("c-1");
        assertThat(send.priority()).isEqualTo(7);
        assertThat(send.timeToLive()).isEqualTo(300_000);
        assertThat(send.attempt()).isEqualTo(1);
        assertThat(send.at()).isEqualTo(outbox.now());
    }

    @Test
    void single_failsAndLists_whenThereAreMore(TestOutbox outbox) {
        publish(outbox, "a", "b");
        outbox.drain();
        assertThatThrownBy(() -> outbox.sends().single())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("there were 2.")
                .hasMessageContaining("\"a\"")
                .hasMessageContaining("\"b\"");
    }

    @Test
    void drain_inATransaction_isRefused(TestOutbox outbox) {
        assertThatThrownBy(() -> outbox.inTransaction(outbox::drain))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("after it");
    }

    @Test
    void scheduledEntry_goesWhenItsTimeHasCome(TestOutbox outbox, Outbox port) {
        outbox.inTransaction(() -> port.publish(Envelope.of("later")
                .to("orders")
                .deliverAfter(Duration.ofHours(1))
                .build()));
        assertThat(outbox.drain()).isZero();
        outbox.advance(Duration.ofMinutes(59));
        assertThat(outbox.drain()).isZero();
        assertThat(outbox.advanceToNextDue()).contains(Duration.ofMinutes(1));
        assertThat(outbox.drain()).isEqualTo(1);
        assertThat(outbox.advanceToNextDue()).isEmpty();
    }

    @Test
    void expiredEntry_isNotSent(TestOutbox outbox, Outbox port) {
        outbox.inTransaction(() -> port.publish(Envelope.of("old news")
                .to("orders")
                .expiresAfter(Duration.ofHours(1))
                .build()));
        outbox.advance(Duration.ofHours(1));
        assertThat(outbox.drain()).isZero();
        assertThat(outbox.sends().all()).isEmpty();
    }

    @Test
    void pausedDestination_isObeyed(TestOutbox outbox) {
        outbox.relay().pause("orders");
        publish(outbox, "a");
        assertThat(outbox.drain()).isZero();
        outbox.relay().resume("orders");
        assertThat(outbox.drain()).isEqualTo(1);
    }
}
