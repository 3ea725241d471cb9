package io.outboxed.internal.jms;

import io.outboxed.SendException;
import io.outboxed.internal.Causes;
import io.outboxed.internal.Log;
import io.outboxed.internal.SendErrors;
import io.outboxed.internal.relay.DuplicatesException;
import io.outboxed.internal.relay.WritingSender;
import io.outboxed.spi.Batch;
import io.outboxed.spi.Entry;
import io.outboxed.spi.EntryRejectedException;
import io.outboxed.spi.SenderUnavailableException;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TransactionInProgressException;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Predicate;

/**
 * Sends in locally transacted sessions, which it keeps open, one for each worker.
 *
 * <p>A broker that detects duplicates rejects a whole transaction for one repeated id. Such a batch is sent again message by
 * message, each in a transaction of its own; without that, a crash between the broker's commit and the deletion would stop the
 * lane for ever. A session without transactions would not do: what a server's pool gives during a JTA transaction is
 * transacted whatever was asked for, and drops what is not committed (seen on WildFly with Artemis).
 */
final class SessionSender implements WritingSender {
    private final ConnectionFactory factory;
    private final String factoryName;
    private final Predicate<String> accepts;
    private final MessageWriter writer;
    private final Deque<Link> idle = new ConcurrentLinkedDeque<>();

    SessionSender(ConnectionFactory factory, String factoryName, Predicate<String> accepts, MessageWriter writer) {
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
        write(batch).commit();
    }

    @Override
    public Written write(Batch batch) throws Exception {
        Link known = idle.pollFirst();
        WrittenBatch written = new WrittenBatch(known == null ? open() : known, batch.entries());
        written.attempt(link -> writer.write(batch.entries(), link.session, link.producer));
        return written;
    }

    private interface Step {
        void run(Link link) throws JMSException, EntryRejectedException, SenderUnavailableException;
    }

    private final class WrittenBatch implements Written {
        private final Link link;
        private final List<Entry> entries;
        private boolean ended;

        WrittenBatch(Link link, List<Entry> entries) {
            this.link = link;
            this.entries = entries;
        }

        @Override
        public void commit() throws Exception {
            ended = true;
            attempt(each -> each.session.commit());
            idle.addFirst(link);
        }

        @Override
        public void rollback() {
            if (!ended) {
                ended = true;
                giveBack(rolledBack(link));
            }
        }

        /** Gives the link back if the step fails. */
        void attempt(Step step) throws Exception {
            boolean reusable = false;
            boolean failed = true;
            try {
                step(step);
                failed = false;
            } catch (EntryRejectedException | SenderUnavailableException | DuplicatesException e) {
                reusable = rolledBack(link);
                throw e;
            } finally {
                if (failed) {
                    giveBack(reusable);
                }
            }
        }

        private void step(Step step)
                throws JMSException, EntryRejectedException, SenderUnavailableException, DuplicatesException {
            try {
                step.run(link);
            } catch (JMSException e) {
                if (isDuplicate(e)) {
                    throw new DuplicatesException(e);
                }
                MessageWriter.throwIfFull(entries, e);
                throw e;
            }
        }

        private void giveBack(boolean reusable) {
            if (reusable) {
                idle.addFirst(link);
            } else {
                link.closeQuietly();
                closeIdle(); // they share the fate of their connection factory
            }
        }
    }

    private static boolean rolledBack(Link link) {
        try {
            link.session.rollback();
            return true;
        } catch (JMSException e) {
            return false;
        }
    }

    /** By the name of the broker's exception, so that no broker's client is needed to compile or run. */
    private static boolean isDuplicate(Throwable failure) {
        return Causes.of(failure).anyMatch(t -> t.getClass().getSimpleName().contains("DuplicateId"));
    }

    @Override
    public void probe() throws SenderUnavailableException {
        writer.forgetDestinations();
        open().closeQuietly();
    }

    @Override
    public void close() {
        closeIdle();
    }

    private void closeIdle() {
        for (Link link = idle.pollFirst(); link != null; link = idle.pollFirst()) {
            link.closeQuietly();
        }
    }

    private Link open() throws SenderUnavailableException {
        Connection connection = null;
        try {
            connection = factory.createConnection();
            Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
            session.commit(); // of nothing: what a factory cannot do is no fault of a message, and shows before one is
            // sent
            if (!session.getTransacted()) {
                throw new IllegalStateException("The session is not transacted");
            }
            return new Link(connection, session, session.createProducer(null));
        } catch (IllegalStateException | TransactionInProgressException e) {
            throw unavailable(connection, SendErrors.noLocalTransactions(factoryName, e));
        } catch (JMSException e) {
            throw unavailable(connection, SendErrors.noConnection(factoryName, e));
        }
    }

    private static SenderUnavailableException unavailable(Connection connection, SendException why) {
        if (connection != null) {
            new Link(connection, null, null).closeQuietly();
        }
        return new SenderUnavailableException(why.getMessage(), why.getCause());
    }

    private record Link(Connection connection, Session session, MessageProducer producer) {

        void closeQuietly() {
            try {
                connection.close();
            } catch (JMSException e) {
                Log.notClosed(e);
            }
        }
    }
}
