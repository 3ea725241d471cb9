package io.outboxed.internal.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outboxed.OutboxConfig;
import io.outboxed.spi.Batch;
import io.outboxed.spi.SenderUnavailableException;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TransactionInProgressException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against factories of which some give no locally transacted sessions, as those of servers behave. */
class SessionSenderTest {
    private final List<String> calls = new ArrayList<>();
    private boolean closed;

    @ParameterizedTest
    @ValueSource(strings = {"Open Liberty", "Artemis' resource adapter", "OpenMQ"})
    void factory_without_local_transactions_is_an_outage_and_no_fault_of_a_message(String kind) {
        assertThatThrownBy(() -> sender(kind).probe())
                .isInstanceOf(SenderUnavailableException.class)
                .hasMessageContaining("OUTBOX-4008")
                .hasMessageContaining("jms/factory");
        assertThat(closed).isTrue();
    }

    @Test
    void lost_connection_is_not_taken_for_a_factory_without_local_transactions() {
        assertThatThrownBy(() -> sender("lost").probe())
                .isInstanceOf(SenderUnavailableException.class)
                .hasMessageContaining("OUTBOX-4005");
        assertThat(closed).isTrue();
    }

    @Test
    void factory_with_local_transactions_is_well() throws Exception {
        sender("Artemis").probe();

        assertThat(closed).isTrue();
    }

    @Test
    void what_was_written_waits_for_its_commit_and_the_session_is_used_again() throws Exception {
        SessionSender sender = sender("Artemis");

        sender.write(new Batch(List.of())).commit();
        sender.write(new Batch(List.of())).rollback();

        assertThat(calls)
                .as("one session; the first commit, of nothing, asks whether it can be")
                .containsExactly("createSession", "commit", "commit", "rollback");
        assertThat(closed).isFalse();
    }

    private SessionSender sender(String kind) {
        MessageProducer producer = proxy(MessageProducer.class, (method) -> null);
        Session session = proxy(Session.class, (method) -> switch (noted(method)) {
            case "createProducer" -> producer;
            case "commit" -> {
                switch (kind) {
                    case "Open Liberty" -> throw new jakarta.jms.IllegalStateException("local transaction");
                    case "Artemis' resource adapter" -> throw new TransactionInProgressException("jta");
                    case "lost" -> throw new JMSException("connection lost");
                    default -> {
                        yield null;
                    }
                }
            }
            case "getTransacted" -> !kind.equals("OpenMQ");
            default -> null;
        });
        Connection connection = proxy(Connection.class, (method) -> {
            closed |= method.equals("close");
            noted(method);
            return method.equals("createSession") ? session : null;
        });
        ConnectionFactory factory = proxy(ConnectionFactory.class, (method) -> connection);
        OutboxConfig config = OutboxConfig.builder().build();
        return new SessionSender(
                factory,
                "jms/factory",
                destination -> true,
                new MessageWriter(config, null, config.duplicateIdProperty()));
    }

    private String noted(String method) {
        if (Set.of("createSession", "commit", "rollback").contains(method)) {
            calls.add(method);
        }
        return method;
    }

    private interface Answers {
        Object to(String method) throws JMSException;
    }

    private static <T> T proxy(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.to(method.getName())));
    }
}
