package io.outboxed.internal.jms;

import io.outboxed.internal.SendErrors;
import io.outboxed.internal.relay.ImmediateSender;
import io.outboxed.spi.Batch;
import io.outboxed.spi.Entry;
import io.outboxed.spi.SenderUnavailableException;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.List;
import java.util.function.Predicate;

/**
 * Sends in the JTA transaction it is called in, which holds nothing else. Works on every server.
 *
 * <p>The broker's duplicate detection is never used here: a duplicate id in a JTA transaction ends as a heuristic outcome
 * (seen with Artemis and Narayana).
 */
final class JtaSender implements ImmediateSender {
    private final ConnectionFactory factory;
    private final String factoryName;
    private final Predicate<String> accepts;
    private final MessageWriter writer;

    JtaSender(ConnectionFactory factory, String factoryName, Predicate<String> accepts, MessageWriter writer) {
        this.factory = factory;
        this.factoryName = factoryName;
        this.accepts = accepts;
        this.writer = writer;
    }

    @Override
    public String name() {
        return SendErrors.brokerName(factoryName);
    }

    @Override
    public boolean accepts(String destination) {
        return accepts.test(destination);
    }

    @Override
    public void send(Batch batch) throws Exception {
        try (Connection connection = connect()) {
            writer.write(batch.entries(), session(connection));
        }
    }

    /** A session that is not transacted waits for the broker's answer to each message. */
    @Override
    public void sendNow(Entry entry) throws Exception {
        writer.forgetDestinations();
        try (Connection connection = connect()) {
            writer.write(List.of(entry), session(connection));
        }
    }

    @Override
    public void probe() throws SenderUnavailableException {
        writer.forgetDestinations();
        try (Connection connection = connect()) {
            session(connection);
        } catch (JMSException e) {
            throw unavailable(e);
        }
    }

    private Connection connect() throws SenderUnavailableException {
        try {
            return factory.createConnection();
        } catch (JMSException e) {
            throw unavailable(e);
        }
    }

    /** Resource adapters connect to the broker here, not before. */
    private Session session(Connection connection) throws SenderUnavailableException {
        try {
            return connection.createSession();
        } catch (JMSException e) {
            throw unavailable(e);
        }
    }

    private SenderUnavailableException unavailable(JMSException cause) {
        return new SenderUnavailableException(
                SendErrors.noConnection(factoryName, cause).getMessage(), cause);
    }
}
