package io.outboxed.jpa;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.Outboxed;
import io.outboxed.inbox.Idempotent;
import io.outboxed.spi.TestNaming;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.Stateless;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused on Payara and GlassFish, whose pools do not survive it. */
class DefaultDatasourceTest {
    private static final String BY_DEFAULT = "java:comp/DefaultDataSource";
    private static final String BY_NAME = "jdbc/__default";

    @TempDir
    Path folder;

    @MessageDriven
    static class Consumer {
        @Idempotent
        public void onMessage(String message) {}
    }

    @MessageDriven
    @Idempotent(unitName = "audit")
    static class ConsumerOfAnotherOutbox {
        public void onMessage(String message) {}
    }

    @MessageDriven
    static class Publisher {
        @Outboxed
        public String onMessage(String message) {
            return message;
        }
    }

    @MessageDriven
    static class Caller {
        public void onMessage(String message) {}
    }

    @Stateless
    static class Called {
        @Idempotent
        public void work(String message) {}
    }

    @Test
    void messageDrivenBeanOnTheDefaultDatasource_isRefusedOnPayara() {
        try (TestNaming payara = payara()) {
            assertThatThrownBy(() -> deploy(BY_DEFAULT, Consumer.class))
                    .hasMessageContainingAll(
                            "OUTBOX-1108", "'orders'", Consumer.class.getName(), "jdbc/__default", "stateless EJB");
            assertThatThrownBy(() -> deploy(BY_DEFAULT, Consumer.class, Publisher.class))
                    .hasMessageContaining(Consumer.class.getName() + ", " + Publisher.class.getName());
        }
    }

    @Test
    void otherForms_areNotRefused() throws Exception {
        try (TestNaming payara = payara()) {
            deploy(BY_NAME, Consumer.class, Publisher.class);
            deploy(BY_DEFAULT, Caller.class, Called.class, ConsumerOfAnotherOutbox.class);
        }
    }

    @Test
    void otherServers_haveNoSuchDefect() throws Exception {
        deploy(BY_DEFAULT, Consumer.class, Publisher.class);
    }

    private static TestNaming payara() {
        return TestNaming.with(Map.of("java:appserver/TransactionManager", "there"));
    }

    private void deploy(String datasource, Class<?>... beans) throws Exception {
        String units = "<persistence><persistence-unit name='orders'><jta-data-source>" + datasource
                + "</jta-data-source></persistence-unit></persistence>";
        new UnitDeployment(folder, new PersistenceUnitExtension(), "").deploy(units, container -> {}, beans);
    }
}
