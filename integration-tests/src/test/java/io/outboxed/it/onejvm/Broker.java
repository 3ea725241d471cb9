package io.outboxed.it.onejvm;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.XAConnection;
import jakarta.jms.XASession;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQXAConnectionFactory;

/** An Artemis with its journal on disk, reached in the JVM; can be stopped and started like one that fails. */
public final class Broker implements AutoCloseable {
    private final Configuration configuration;
    private final AtomicInteger connectionsAsked = new AtomicInteger();
    private EmbeddedActiveMQ server;
    private final AtomicReference<Runnable> beforeWriting = new AtomicReference<>();
    private volatile boolean otherAway;

    public Broker(String name) throws Exception {
        String directory = "target/artemis-" + name + "-" + System.nanoTime();
        configuration = new ConfigurationImpl()
                .setName(name)
                .setJournalDirectory(new File(directory, "journal").getPath())
                .setBindingsDirectory(new File(directory, "bindings").getPath())
                .setLargeMessagesDirectory(new File(directory, "large").getPath())
                .setPagingDirectory(new File(directory, "paging").getPath())
                .setJournalType(JournalType.NIO)
                .setJournalBufferTimeout_NIO(200_000)
                .setMaxDiskUsage(-1) // by default it holds producers back when the disk is 90 % full
                .setSecurityEnabled(false)
                .addAcceptorConfiguration("vm", "vm://0")
                .addAddressSetting(
                        "#",
                        new AddressSettings()
                                .setAutoCreateAddresses(true)
                                .setAutoCreateQueues(true)
                                .setAutoDeleteQueues(false))
                .addAddressSetting("closed.#", refused())
                .addAddressSetting("jms.queue.closed.#", refused()); // the name that the client tries next
        start();
    }

    private static AddressSettings refused() {
        return new AddressSettings().setAutoCreateAddresses(false).setAutoCreateQueues(false);
    }

    public void start() throws Exception {
        server = new EmbeddedActiveMQ().setConfiguration(configuration);
        server.start();
    }

    public void stop() throws Exception {
        server.stop();
    }

    @Override
    public void close() throws Exception {
        stop();
    }

    /** As a plain client has it: no JTA. */
    public ConnectionFactory plain() {
        return new ActiveMQConnectionFactory("vm://0?reconnectAttempts=0");
    }

    /**
     * As {@link #plain}, for the relay. Like those of a server's pool during a JTA transaction, a connection gives only one session,
     * which is transacted whatever was asked for.
     */
    ConnectionFactory plainCounted() {
        return counted(() -> {
            Connection connection = plain().createConnection();
            AtomicBoolean given = new AtomicBoolean();
            return Proxies.of(Connection.class, (method, args) -> {
                if (!method.getName().equals("createSession")) {
                    return Proxies.invoke(connection, method, args);
                }
                if (given.getAndSet(true)) {
                    throw new JMSException("Only one session for each connection");
                }
                return held(connection.createSession(true, Session.SESSION_TRANSACTED));
            });
        });
    }

    private Session held(Session session) {
        return Proxies.of(Session.class, (method, args) -> {
            Runnable work = method.getName().equals("createTextMessage") ? beforeWriting.getAndSet(null) : null;
            if (work != null) {
                work.run();
            }
            return Proxies.invoke(session, method, args);
        });
    }

    /** Has something done before the relay writes its next text to a session of {@link #plainCounted}. */
    public void beforeNextWriting(Runnable work) {
        beforeWriting.set(work);
    }

    /** As a server's resource adapter gives it: sessions take part in the thread's JTA transaction. */
    ConnectionFactory managedCounted() {
        return counted(Broker::managedConnection);
    }

    /** As {@link #managedCounted}, for the application itself. */
    public ConnectionFactory managed() {
        return Proxies.of(ConnectionFactory.class, (method, args) -> {
            if (!method.getName().equals("createConnection")) {
                throw Proxies.unsupported(method);
            }
            return managedConnection();
        });
    }

    /** As {@link #managedCounted}, and stands for another broker, which can be away on its own. */
    ConnectionFactory managedOther() {
        return Proxies.of(ConnectionFactory.class, (method, args) -> {
            if (otherAway) {
                throw new JMSException("The other broker is away");
            }
            return managedConnection();
        });
    }

    /** Lets the other broker go away, or come back. */
    public void otherAway(boolean away) {
        otherAway = away;
    }

    /** How often the relay has asked for a connection. */
    public int connectionsAsked() {
        return connectionsAsked.get();
    }

    private ConnectionFactory counted(Callable<Connection> connect) {
        return Proxies.of(ConnectionFactory.class, (method, args) -> {
            if (!method.getName().equals("createConnection")) {
                throw Proxies.unsupported(method);
            }
            connectionsAsked.incrementAndGet();
            return connect.call();
        });
    }

    private static Connection managedConnection() throws Exception {
        XAConnection connection = new ActiveMQXAConnectionFactory("vm://0?reconnectAttempts=0").createXAConnection();
        return Proxies.of(Connection.class, (method, args) -> switch (method.getName()) {
            case "createSession" -> enlisted(connection);
            case "close" -> {
                closeAfterTransaction(connection);
                yield null;
            }
            default -> Proxies.invoke(connection, method, args);
        });
    }

    private static Session enlisted(XAConnection connection) throws Exception {
        if (Transactions.manager().getTransaction() == null) {
            return connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        }
        XASession session = connection.createXASession();
        Transactions.manager().getTransaction().enlistResource(session.getXAResource());
        return session;
    }

    private static void closeAfterTransaction(Connection connection) throws Exception {
        if (Transactions.manager().getStatus() == Status.STATUS_NO_TRANSACTION) {
            connection.close();
            return;
        }
        Transactions.manager().getTransaction().registerSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {}

            @Override
            public void afterCompletion(int status) {
                try {
                    connection.close();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        });
    }

    /** Takes what is in a queue, in order, until nothing comes for a while. */
    public List<Message> receiveAll(String queue) throws Exception {
        try (Connection connection = plain().createConnection()) {
            connection.start();
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            MessageConsumer consumer = session.createConsumer(session.createQueue(queue));
            List<Message> messages = new ArrayList<>();
            for (Message m = consumer.receive(300); m != null; m = consumer.receive(300)) {
                messages.add(m);
            }
            return messages;
        }
    }

    /** Sends a text as a relay does that dies before it can delete the entry. */
    public void sendWithDuplicateId(String queue, String id, String text) throws Exception {
        try (Connection connection = plain().createConnection()) {
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            Message message = session.createTextMessage(text);
            message.setStringProperty("_AMQ_DUPL_ID", id);
            session.createProducer(session.createQueue(queue)).send(message);
        }
    }

    /** Lets a queue, whose messages nobody takes from now on, accept no more of them. */
    public void fill(String queue) throws Exception {
        server.getActiveMQServer().locateQueue(queue).pause();
        server.getActiveMQServer()
                .getAddressSettingsRepository()
                .addMatch(
                        queue,
                        new AddressSettings()
                                .setMaxSizeBytes(1)
                                .setAddressFullMessagePolicy(AddressFullMessagePolicy.FAIL));
    }

    /** Ends {@link #fill}. */
    public void makeRoom(String queue) throws Exception {
        server.getActiveMQServer().getAddressSettingsRepository().removeMatch(queue);
        server.getActiveMQServer().locateQueue(queue).resume();
    }

    /** Makes a queue, as an administrator does. */
    public void createQueue(String queue) throws Exception {
        server.getActiveMQServer()
                .createQueue(QueueConfiguration.of(queue)
                        .setRoutingType(RoutingType.ANYCAST)
                        .setAutoCreateAddress(true));
    }

    /** Removes a queue and what is in it, as an administrator does. */
    public void removeQueue(String queue) throws Exception {
        server.getActiveMQServer().destroyQueue(SimpleString.of(queue));
    }

    /** Messages that wait in a queue; 0 if there is none. */
    public long count(String queue) {
        var found = server.getActiveMQServer().locateQueue(queue);
        return found == null ? 0 : found.getMessageCount();
    }
}
