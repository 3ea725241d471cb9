package io.outboxed.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.outboxed.Envelope;
import io.outboxed.Outbox;
import io.outboxed.OutboxEvent;
import io.outboxed.spi.Batch;
import io.outboxed.spi.Entry;
import io.outboxed.spi.EntryTransformer;
import io.outboxed.spi.Payload;
import io.outboxed.spi.SealedEnvelope;
import io.outboxed.spi.Sender;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.weld.junit5.auto.AddBeanClasses;
import org.jboss.weld.junit5.auto.EnableAutoWeld;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Beans of the SPI that an application brings work as in production. */
@EnableAutoWeld
@ExtendWith(OutboxExtension.class)
@AddBeanClasses({ApplicationsOwnPartsTest.WebHook.class, ApplicationsOwnPartsTest.Sealed.class})
class ApplicationsOwnPartsTest {

    @OutboxEvent(destination = "paid", key = "orderId")
    public record OrderPaid(String orderId) {}

    @ApplicationScoped
    static class WebHook implements Sender {
        private final List<String> told = new ArrayList<>();

        @Override
        public boolean accepts(String destination) {
            return destination.equals("hook");
        }

        @Override
        public void send(Batch batch) {
            batch.entries().forEach(entry -> told.add(entry.id()));
        }

        List<String> told() {
            return List.copyOf(told);
        }
    }

    /** Stores texts backwards. */
    @ApplicationScoped
    static class Sealed implements EntryTransformer {
        @Override
        public SealedEnvelope onStore(SealedEnvelope envelope) {
            return envelope.withPayload(reversed(envelope.payload())).withHeader("outbox_stored_reversed", true);
        }

        @Override
        public Entry onSend(Entry entry) {
            SealedEnvelope stored = entry.envelope();
            return entry.with(stored.withPayload(reversed(stored.payload())).withoutHeader("outbox_stored_reversed"));
        }

        private static Payload reversed(Payload payload) {
            String text = ((Payload.Text) payload).text();
            return new Payload.Text(
                    payload.contentType(), new StringBuilder(text).reverse().toString());
        }
    }

    @Inject
    private WebHook hook;

    @Inject
    private Outbox port;

    @Inject
    private Event<OrderPaid> events;

    @Inject
    private TestOutbox outbox;

    private String publish(String destination, String text) {
        return outbox.inTransaction(
                () -> port.publish(Envelope.of(text).to(destination).build()));
    }

    @Test
    void ownSender_takesWhatItAccepts_andTheTestsBrokerTheRest() {
        String toHook = publish("hook", "a");
        String toBroker = publish("orders", "b");
        assertThat(outbox.drain()).isEqualTo(2);
        assertThat(hook.told()).containsExactly(toHook);
        assertThat(outbox.sends().ids()).containsExactly(toBroker);
    }

    @Test
    void transformer_isSeenByNeitherPublisherNorConsumer() {
        publish("orders", "text");
        assertThat(outbox.published(String.class).message().envelope().payload())
                .isEqualTo(new Payload.Text("text/plain;charset=utf-8", "text"));
        outbox.drain();
        assertThat(outbox.sends().texts()).containsExactly("text");
    }

    @Test
    void event_isPublished() {
        outbox.inTransaction(() -> events.fire(new OrderPaid("42")));
        outbox.published(OrderPaid.class).withKey("42").toDestination("paid").once();
    }

    @Test
    void threads_publishEachInATransactionOfItsOwn() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<String>> published = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                String text = "text " + i;
                published.add(threads.submit(() -> publish("orders", text)));
            }
            for (Future<String> each : published) {
                assertThat(each.get()).isNotBlank();
            }
        } finally {
            threads.shutdown();
        }
        outbox.published(String.class).times(100);
        assertThat(outbox.drain()).isEqualTo(100);
        assertThat(outbox.sends().ids()).doesNotHaveDuplicates().hasSize(100);
    }
}
