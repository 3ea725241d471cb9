package io.outboxed.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.inbox.Idempotent;
import io.outboxed.inbox.MessageId;
import io.outboxed.spi.InboxStore;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.TextMessage;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.Test;

/** What the extension finds wrong with consumers at deployment. */
class RefusedConsumersTest {

    private static void deploy(Class<?>... beans) {
        deployWithoutStore(beans, Store.class);
    }

    private static void deployWithoutStore(Class<?>[] beans, Class<?>... more) {
        Weld weld = new Weld()
                .disableDiscovery()
                .addExtension(new OutboxExtension())
                .addBeanClasses(beans)
                .addBeanClasses(more)
                .addBeanClasses(RefusedDeploymentsTest.EjbOfAServer.class, ActiveConfigBean.class);
        try (WeldContainer container = weld.initialize()) {
            assertThat(container.isRunning()).isTrue();
        }
    }

    private static void assertRefused(Class<?> bean, String code, String... texts) {
        assertThatThrownBy(() -> deploy(bean))
                .hasMessageContaining(code)
                .hasMessageContaining(bean.getSimpleName())
                .hasMessageContainingAll(texts);
    }

    /** What outbox-jpa brings. */
    @ApplicationScoped
    public static class Store implements InboxStore {
        @Override
        public boolean remember(String consumer, String messageId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean forget(String consumer, String messageId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int purge(Duration retention, int max) {
            throw new UnsupportedOperationException();
        }
    }

    /** A message's bean of any kind. */
    public interface Handler<M> {
        void handle(M message);
    }

    @ApplicationScoped
    public static class Good implements Handler<TextMessage> {
        @Override
        @Idempotent
        public void handle(TextMessage message) {}

        @Idempotent
        public Optional<String> byText(@MessageId String id, Message message, Message other) {
            return Optional.empty();
        }

        @Idempotent(consumer = "both")
        public List<String> byUuid(String text, @MessageId UUID id) {
            return List.of();
        }

        @Idempotent(consumer = "both")
        public Boolean shared(@MessageId UUID id) {
            return true;
        }
    }

    @ApplicationScoped
    @Idempotent
    public static class GoodOnType {
        public void consume(Message message) {}

        public int size() {
            return 0;
        }

        private int parse(Message message) {
            return message == null ? 0 : 1;
        }

        static int count(Message message) {
            return new GoodOnType().parse(message);
        }
    }

    @Test
    void consumers_without_faults_deploy() {
        assertThatCode(() -> deploy(Good.class, GoodOnType.class)).doesNotThrowAnyException();
    }

    @Test
    void consumer_without_a_store_stops_the_deployment() {
        assertThatThrownBy(() -> deployWithoutStore(new Class<?>[] {Good.class}))
                .hasMessageContainingAll("OUTBOX-1019", "outbox-jpa");
    }

    @ApplicationScoped
    public static class WithoutId {
        @Idempotent
        public void consume(String text) {}
    }

    @ApplicationScoped
    public static class WithTwoMessages {
        @Idempotent
        public void consume(Message one, TextMessage two) {}
    }

    @ApplicationScoped
    public static class WithTwoIds {
        @Idempotent
        public void consume(@MessageId String one, @MessageId UUID two) {}
    }

    @ApplicationScoped
    public static class WithIdOfAnotherType {
        @Idempotent
        public void consume(@MessageId Object id) {}
    }

    @Test
    void method_that_does_not_tell_where_the_id_is_stops_the_deployment() {
        assertRefused(WithoutId.class, "OUTBOX-1014", "0 were found");
        assertRefused(WithTwoMessages.class, "OUTBOX-1014", "2 were found");
        assertRefused(WithTwoIds.class, "OUTBOX-1014", "2 were found");
        assertRefused(WithIdOfAnotherType.class, "OUTBOX-1014", "another type");
    }

    @ApplicationScoped
    public static class ReturnsPrimitive {
        @Idempotent
        public boolean consume(@MessageId String id) {
            return true;
        }
    }

    @ApplicationScoped
    public static class ReturnsLater {
        @Idempotent
        public CompletionStage<String> consume(@MessageId String id) {
            return null;
        }
    }

    @Test
    void method_whose_result_cannot_say_that_nothing_was_done_stops_the_deployment() {
        assertRefused(ReturnsPrimitive.class, "OUTBOX-1015", "boolean");
        assertRefused(ReturnsLater.class, "OUTBOX-1015", "CompletionStage");
    }

    @ApplicationScoped
    public static class Private {
        @Idempotent
        private void consume(@MessageId String id) {}

        public void call() {
            consume("");
        }
    }

    @ApplicationScoped
    public static class Static {
        @Idempotent
        public static void consume(@MessageId String id) {}
    }

    @Test
    void method_that_is_not_intercepted_stops_the_deployment() {
        assertRefused(Private.class, "OUTBOX-1016", "private");
        assertRefused(Static.class, "OUTBOX-1016", "static");
    }

    @ApplicationScoped
    public static class WithLongName {
        @Idempotent(
                consumer = "01234567890123456789012345678901234567890123456789"
                        + "01234567890123456789012345678901234567890123456789x")
        public void consume(@MessageId String id) {}
    }

    @Test
    void consumer_whose_name_cannot_be_stored_stops_the_deployment() {
        assertRefused(WithLongName.class, "OUTBOX-1017", "consume");
    }

    @ApplicationScoped
    public static class Overloaded {
        @Idempotent
        public void consume(@MessageId String id) {}

        @Idempotent
        public void consume(@MessageId UUID id) {}
    }

    @ApplicationScoped
    public static class NamedLikeAnother {
        @Idempotent(consumer = "Overloaded.consume")
        public void accept(@MessageId String id) {}
    }

    @ApplicationScoped
    public static class Other {
        @Idempotent
        public void consume(@MessageId String id) {}
    }

    @Test
    void consumers_of_one_name_that_is_not_given_to_both_stop_the_deployment() {
        assertRefused(Overloaded.class, "OUTBOX-1018", "'Overloaded.consume'");
        assertThatThrownBy(() -> deploy(Elsewhere.Other.class, Other.class))
                .hasMessageContainingAll("OUTBOX-1018", "'Other.consume'");
        assertThatThrownBy(() -> deploy(Elsewhere.Overloaded.class, NamedLikeAnother.class))
                .hasMessageContaining("OUTBOX-1018");
    }

    /** Another package, as it were. */
    static class Elsewhere {
        @ApplicationScoped
        public static class Other {
            @Idempotent
            public void consume(@MessageId String id) {}
        }

        @ApplicationScoped
        public static class Overloaded {
            @Idempotent
            public void consume(@MessageId String id) {}
        }
    }

    @ApplicationScoped
    @Transactional(TxType.SUPPORTS)
    public static class WithoutTransaction {
        @Idempotent
        public void consume(@MessageId String id) {}
    }

    @ApplicationScoped
    @TransactionManagement(TransactionManagementType.BEAN)
    public static class BeanManaged {
        @Idempotent
        public void consume(@MessageId String id) {}
    }

    @ApplicationScoped
    public static class OutsideEjb {
        @Idempotent
        @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
        public void consume(@MessageId String id) {}
    }

    /** Message-driven, but no bean to CDI, as on a server. */
    @MessageDriven
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public static class OutsideMessageDriven implements MessageListener {
        @Override
        @Idempotent
        public void onMessage(Message message) {}
    }

    @Test
    void consumer_without_a_transaction_stops_the_deployment() {
        assertRefused(WithoutTransaction.class, "OUTBOX-1006", "@Idempotent", "@Transactional(SUPPORTS)");
        assertRefused(BeanManaged.class, "OUTBOX-1003", "@Idempotent");
        assertRefused(OutsideEjb.class, "OUTBOX-1006", "@TransactionAttribute(NOT_SUPPORTED)");
        assertRefused(OutsideMessageDriven.class, "OUTBOX-1006", "@TransactionAttribute(NOT_SUPPORTED)");
    }
}
