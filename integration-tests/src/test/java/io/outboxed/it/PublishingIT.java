package io.outboxed.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.Envelope;
import io.outboxed.Outboxed;
import io.outboxed.PublishException;
import io.outboxed.admin.Relay;
import io.outboxed.it.onejvm.OneJvm;
import jakarta.enterprise.context.SessionScoped;
import jakarta.jms.Message;
import java.io.Serializable;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every way to publish, with commit and rollback, through to the broker. */
class PublishingIT {
    private OneJvm server;
    private Bank bank;

    @BeforeEach
    void start() throws Exception {
        server = new OneJvm(settings -> settings.source("bank"), Bank.class, Cart.class);
        bank = server.get(Bank.class);
        server.startRelay();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private void awaitCount(String queue, long count) {
        Awaitility.await().until(() -> server.broker().count(queue) >= count);
    }

    private long stored() {
        return server.get(Relay.class).status().store().ready();
    }

    @Test
    void annotated_method_changes_state_and_sends_what_it_returns() throws Exception {
        bank.createSilently(1);
        bank.deposit(1, 50);
        awaitCount("moved", 1);

        Message message = server.broker().receiveAll("moved").get(0);

        assertThat(bank.balance(1)).isEqualTo(50);
        assertThat(message.getBody(String.class)).isEqualTo("{\"amount\":50,\"id\":1}");
        assertThat(message.getJMSType()).isEqualTo("Moved");
        assertThat(message.getStringProperty("JMSXGroupID")).isEqualTo("1");
        assertThat(message.getStringProperty("outbox_key")).isEqualTo("1");
        assertThat(message.getStringProperty("outbox_source")).isEqualTo("bank");
        assertThat(message.getStringProperty("content_type")).isEqualTo("application/json");
        assertThat(UUID.fromString(message.getStringProperty("outbox_id")).version())
                .isEqualTo(7);
        assertThat(System.currentTimeMillis() - message.getLongProperty("outbox_occurred"))
                .isBetween(0L, 60_000L);
        Awaitility.await().until(() -> stored() == 0);
    }

    /** A bean that the container may passivate: all of its interceptors must be serializable, or nothing deploys. */
    @SessionScoped
    static class Cart implements Serializable {
        private static final long serialVersionUID = 1L;

        @Outboxed(destination = "ordered")
        public String order() {
            return "ordered";
        }
    }

    @Test
    void annotated_method_may_be_that_of_a_bean_which_can_be_passivated() {
        assertThat(server.get(Cart.class)).isNotNull();
    }

    @Test
    void method_that_throws_changes_and_sends_nothing() throws Exception {
        bank.createSilently(1);
        assertThatThrownBy(() -> bank.depositAndFail(1, 50)).hasMessage("after the deposit");

        assertThat(bank.balance(1)).isZero();
        assertThat(stored()).isZero();
        assertThat(server.texts("moved")).isEmpty();
    }

    @Test
    void exception_that_does_not_roll_back_keeps_the_state_and_publishes_nothing() throws Exception {
        bank.createSilently(1);
        assertThatThrownBy(() -> bank.refuseWithoutRollback(1, 50)).isInstanceOf(Bank.Refused.class);

        assertThat(bank.balance(1)).isEqualTo(50);
        assertThat(server.texts("moved")).isEmpty();
    }

    @Test
    void stream_is_published_in_order_and_still_readable() throws Exception {
        assertThat(bank.many(3, 1, 2).map(Bank.Moved::id)).containsExactly(3L, 1L, 2L);
        awaitCount("many", 3);

        assertThat(server.texts("many"))
                .containsExactly("{\"amount\":1,\"id\":3}", "{\"amount\":1,\"id\":1}", "{\"amount\":1,\"id\":2}");
    }

    @Test
    void empty_result_publishes_nothing_and_a_present_one_does() throws Exception {
        bank.maybe(null);
        bank.maybe("yes");
        awaitCount("maybe", 1);

        assertThat(server.texts("maybe")).containsExactly("yes");
    }

    @Test
    void envelopes_go_where_they_say() throws Exception {
        bank.envelopes("a", "b");
        awaitCount("a", 1);
        awaitCount("b", 1);

        assertThat(server.texts("a")).containsExactly("to a");
        assertThat(server.texts("b")).containsExactly("to b");
    }

    @Test
    void persist_with_message_stores_both_in_one_step() throws Exception {
        bank.open(7);
        awaitCount("opened", 1);

        assertThat(bank.count()).isEqualTo(1);
        assertThat(server.texts("opened")).containsExactly("{\"id\":7}");
    }

    @Test
    void merge_and_remove_with_message_change_a_detached_entity_in_one_step() throws Exception {
        bank.createSilently(7);
        bank.merge(
                new Account(7, "ada", 30), Envelope.of("merged").to("changes").build());
        assertThat(bank.balance(7)).isEqualTo(30);

        bank.remove(
                new Account(7, "ada", 30), Envelope.of("removed").to("changes").build());
        awaitCount("changes", 2);

        assertThat(bank.count()).isZero();
        assertThat(server.texts("changes")).containsExactly("merged", "removed");
    }

    @Test
    void collections_of_entities_change_together_with_their_messages() throws Exception {
        bank.createSilently(1);
        List<Envelope> messages = List.of(
                Envelope.of("second").to("replaced").build(),
                Envelope.of("third").to("replaced").build());

        bank.replaceAll(
                List.of(new Account(1, "ada", 0)),
                List.of(new Account(2, "ada", 0), new Account(3, "ada", 0)),
                messages);
        awaitCount("replaced", 2);

        assertThat(bank.count()).isEqualTo(2);
        assertThat(server.texts("replaced")).containsExactly("second", "third");
    }

    @Test
    void class_that_is_no_entity_of_the_unit_is_refused() {
        assertThatThrownBy(() -> bank.persistForeign("not an entity"))
                .hasMessageContaining("OUTBOX-5")
                .hasMessageContaining("java.lang.String");
        assertThat(stored()).isZero();
    }

    @Test
    void event_fired_asynchronously_is_refused() {
        assertThatThrownBy(
                        () -> bank.fireAsynchronously(1).toCompletableFuture().join())
                .hasStackTraceContaining("OUTBOX-2011");
        assertThat(stored()).isZero();
    }

    @Test
    void event_fired_in_a_transaction_is_published() throws Exception {
        bank.openByEvent(8);
        awaitCount("opened", 1);

        assertThat(server.texts("opened")).containsExactly("{\"id\":8}");
    }

    @Test
    void headers_priority_correlation_and_id_travel_with_the_message() throws Exception {
        UUID id = UUID.randomUUID();
        bank.publish(Envelope.of(new byte[] {1, 2, 3})
                .to("raw")
                .id(id)
                .correlationId("c-1")
                .priority(7)
                .header("reason", "test")
                .header("count", 3)
                .header("size", 4L)
                .build());
        awaitCount("raw", 1);

        Message message = server.broker().receiveAll("raw").get(0);
        assertThat(message.getBody(byte[].class)).containsExactly(1, 2, 3);
        assertThat(message.getStringProperty("outbox_id")).isEqualTo(id.toString());
        assertThat(message.getJMSCorrelationID()).isEqualTo("c-1");
        assertThat(message.getJMSPriority()).isEqualTo(7);
        assertThat(message.getStringProperty("reason")).isEqualTo("test");
        assertThat(message.getIntProperty("count")).isEqualTo(3);
        assertThat(message.getObjectProperty("size")).isEqualTo(4L);
        assertThat(message.propertyExists("JMSXGroupID")).isFalse();
    }

    @Test
    void publishing_without_a_transaction_is_refused_before_anything_is_written() {
        assertThatThrownBy(() -> bank.publishWithoutTransaction("x"))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("OUTBOX-2001");
        assertThatThrownBy(() -> bank.fireWithoutTransaction(1)).hasMessageContaining("OUTBOX-2001");
        assertThatThrownBy(bank::mandatory).isNotNull();
        assertThat(stored()).isZero();
    }

    @Test
    void failed_publication_rolls_the_transaction_back_even_if_the_application_swallows_the_error() {
        bank.publishAndSwallow(1, new Bank.Endless());

        assertThat(bank.count()).isZero();
    }

    @Test
    void one_transaction_publishes_in_the_order_of_its_calls() throws Exception {
        server.inTransaction(() -> {
            for (int i = 0; i < 120; i++) {
                bank.publish(Envelope.of("m" + i).to("ordered").key("k").build());
            }
            return null;
        });
        awaitCount("ordered", 120);

        List<String> texts = server.texts("ordered");
        assertThat(texts).hasSize(120);
        for (int i = 0; i < 120; i++) {
            assertThat(texts.get(i)).isEqualTo("m" + i);
        }
    }
}
