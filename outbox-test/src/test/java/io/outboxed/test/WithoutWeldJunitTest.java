package io.outboxed.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.Envelope;
import io.outboxed.Outbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OutboxExtension.class)
class WithoutWeldJunitTest {

    @Test
    void classUnderTest_getsTheOutboxByHand(Outbox port, TestOutbox outbox) {
        String id = outbox.inTransaction(() ->
                port.publish(Envelope.of(new OrderPlaced("42", 1)).to("orders").build()));

        outbox.published(OrderPlaced.class).withId(id).withoutKey().once();
        assertThat(outbox.drain()).isEqualTo(1);
    }

    @Test
    void nextTest_hasANewOutbox(TestOutbox outbox) {
        outbox.published().none();
        assertThat(outbox.sends().all()).isEmpty();
    }
}
