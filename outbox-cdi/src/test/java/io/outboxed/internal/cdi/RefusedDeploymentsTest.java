package io.outboxed.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.Envelope;
import io.outboxed.OutboxConfig;
import io.outboxed.Outboxed;
import io.outboxed.internal.relay.NewTransaction;
import io.outboxed.spi.BlindBeanManager;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the extension finds at deployment, before any call. */
class RefusedDeploymentsTest {

    public record Placed(String orderId) {}

    private static void deploy(Class<?>... beans) {
        deploy(new OutboxExtension(), beans);
    }

    private static void deploy(OutboxExtension extension, Class<?>... beans) {
        deployWithoutEjb(extension, Stream.concat(Stream.of(beans), Stream.of(EjbOfAServer.class)));
    }

    private static void deployWithoutEjb(OutboxExtension extension, Stream<Class<?>> beans) {
        Weld weld = new Weld()
                .disableDiscovery()
                .addExtension(extension)
                .addBeanClasses(beans.toArray(Class<?>[]::new))
                .addBeanClass(ActiveConfigBean.class);
        try (WeldContainer container = weld.initialize()) {
            assertThat(container.isRunning()).isTrue();
        }
    }

    @AfterEach
    void clear() {
        System.clearProperty("outbox.relay.lanez");
        System.clearProperty("outbox.relay.lanes");
        System.clearProperty("outbox.relay.enabled");
    }

    @Test
    void relay_without_enterprise_beans_stops_the_deployment_and_publishing_alone_does_not() {
        assertThatThrownBy(() -> deployWithoutEjb(new OutboxExtension(), Stream.of(Good.class)))
                .hasMessageContaining("OUTBOX-1010")
                .hasMessageContaining("enterprise beans")
                .hasMessageContaining("outbox.relay.enabled=false");

        System.setProperty("outbox.relay.enabled", "false");
        assertThatCode(() -> deployWithoutEjb(new OutboxExtension(), Stream.of(Good.class)))
                .doesNotThrowAnyException();
    }

    /** What {@code EjbTransaction} is to CDI on a server that has enterprise beans. */
    @ApplicationScoped
    public static class EjbOfAServer implements NewTransaction {
        @Override
        public <T> Result<T> run(Callable<T> work) {
            throw new UnsupportedOperationException();
        }
    }

    @ApplicationScoped
    public static class Good {
        @Outboxed(destination = "d", key = "orderId")
        public Placed one() {
            return null;
        }

        @Outboxed(destination = "d", key = "orderId")
        public List<Placed> list() {
            return null;
        }

        @Outboxed(destination = "d", key = "orderId")
        public Optional<? extends Placed> wildcard() {
            return null;
        }

        @Outboxed(destination = "d", key = "anything")
        public Envelope envelope() {
            return null;
        }

        @Outboxed(destination = "d", key = "anything")
        public Object open() {
            return null;
        }
    }

    @ApplicationScoped
    @Outboxed(destination = "d", key = "orderId")
    public static class GoodOnType {
        public Placed place() {
            return null;
        }

        public void nothing() {}
    }

    @Test
    void beans_without_faults_deploy() {
        assertThatCode(() -> deploy(Good.class, GoodOnType.class)).doesNotThrowAnyException();
    }

    @ApplicationScoped
    public static class UnknownKey {
        @Outboxed(destination = "d", key = "orderID")
        public Placed one() {
            return null;
        }
    }

    @ApplicationScoped
    public static class UnknownKeyOfElement {
        @Outboxed(destination = "d", key = "nope")
        public Stream<Placed> many() {
            return null;
        }

        @Outboxed(destination = "d", key = "neither")
        public Placed[] array() {
            return null;
        }
    }

    @Test
    void key_that_the_returned_type_does_not_have_stops_the_deployment() {
        assertThatThrownBy(() -> deploy(UnknownKey.class))
                .hasMessageContaining("OUTBOX-1004")
                .hasMessageContaining("UnknownKey.one")
                .hasMessageContaining("'orderID'");
    }

    @Test
    void all_faults_are_reported_together() {
        assertThatThrownBy(() -> deploy(UnknownKeyOfElement.class, UnknownKey.class))
                .hasStackTraceContaining("'nope'")
                .hasStackTraceContaining("'neither'")
                .hasStackTraceContaining("'orderID'");
    }

    @ApplicationScoped
    public static class ReturnsNothing {
        @Outboxed(destination = "d")
        public void nothing() {}
    }

    @ApplicationScoped
    public static class ReturnsLater {
        @Outboxed(destination = "d")
        public CompletionStage<Placed> later() {
            return null;
        }
    }

    @Test
    void method_that_returns_no_message_stops_the_deployment() {
        assertThatThrownBy(() -> deploy(ReturnsNothing.class))
                .hasMessageContaining("OUTBOX-1005")
                .hasMessageContaining("void");
        assertThatThrownBy(() -> deploy(ReturnsLater.class))
                .hasMessageContaining("OUTBOX-1005")
                .hasMessageContaining("CompletionStage");
    }

    @ApplicationScoped
    @Transactional(TxType.NOT_SUPPORTED)
    public static class WithoutTransaction {
        @Outboxed(destination = "d")
        public Placed one() {
            return null;
        }
    }

    @Test
    void method_that_runs_without_transaction_stops_the_deployment() {
        assertThatThrownBy(() -> deploy(WithoutTransaction.class))
                .hasMessageContaining("OUTBOX-1006")
                .hasMessageContaining("NOT_SUPPORTED");
    }

    @ApplicationScoped
    @TransactionManagement(TransactionManagementType.BEAN)
    public static class BeanManaged {
        @Outboxed(destination = "d")
        public Placed one() {
            return null;
        }
    }

    @Test
    void bean_managed_transactions_stop_the_deployment() {
        assertThatThrownBy(() -> deploy(BeanManaged.class)).hasMessageContaining("OUTBOX-1003");
    }

    @Test
    void unknown_setting_stops_the_deployment() {
        System.setProperty("outbox.relay.lanez", "2");
        assertThatThrownBy(RefusedDeploymentsTest::deploy)
                .hasMessageContaining("OUTBOX-1002")
                .hasMessageContaining("outbox.relay.lanez");
    }

    @ApplicationScoped
    public static class BadConfig {
        @Produces
        OutboxConfig config() {
            return OutboxConfig.builder().lanes(0).build();
        }
    }

    @Test
    void produced_setting_out_of_range_stops_the_deployment() {
        assertThatThrownBy(() -> deploy(BadConfig.class)).hasStackTraceContaining("outbox.relay.lanes is 0");
    }

    @Test
    void setting_out_of_range_stops_the_deployment() {
        System.setProperty("outbox.relay.lanes", "65");
        assertThatThrownBy(RefusedDeploymentsTest::deploy)
                .hasMessageContaining("OUTBOX-1001")
                .hasMessageContaining("outbox.relay.lanes is 65");
    }

    /** As on Payara. */
    private static final class BlindExtension extends OutboxExtension {
        @Override
        void report(@Observes AfterDeploymentValidation event, BeanManager beanManager) {
            super.report(event, BlindBeanManager.of(beanManager));
        }
    }

    @Test
    void settings_are_checked_where_the_extension_finds_no_beans() {
        deploy(new BlindExtension());
        System.setProperty("outbox.relay.lanes", "65");
        assertThatThrownBy(() -> deploy(new BlindExtension()))
                .hasMessageContaining("OUTBOX-1001")
                .hasMessageContaining("outbox.relay.lanes is 65");
    }
}
