package io.outboxed.harness;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.activemq.artemis.api.core.ActiveMQAddressFullException;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.DivertConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;

/**
 * Artemis as a process of its own, with the shop's queues and its journal on disk. Whatever is sent to one of them is also put
 * on the queue {@link #AUDIT}, in the same transaction; not so with the queue {@link #PLAIN}, for measurements. Ends with its standard input, and so with the process that started it.
 *
 * <p>Each line of its standard input is a command, answered by one line:
 *
 * <ul>
 *   <li>{@code full block QUEUE}, {@code full fail QUEUE}: the queue holds its messages back and accepts no more of them, by Artemis'
 *       policy of that name;
 *   <li>{@code refuse QUEUE}: whatever is sent to it is refused for want of permission;
 *   <li>{@code normal}: ends all of that;
 *   <li>{@code count QUEUE}: how many messages there are in it;
 *   <li>{@code empty QUEUE}: throws them away, and tells how many there were;
 *   <li>{@code status}: how many sessions there are, and transactions that are prepared.
 * </ul>
 */
public final class Artemis {
    static final String AUDIT = "audit";

    /** The first line of the output once connections are accepted. */
    static final String READY = "ready";

    /** How the answer to a command begins that could not be done. */
    static final String FAILED = "failed: ";

    /** Nobody takes its messages, so it keeps the latest of them only: else the whole broker would have to page. */
    private static final String BULK = "bulk";

    private static final long RING_SIZE = 1_000;
    private static final List<String> QUEUES = List.of("orders", "shipments", BULK);

    /** As brokers have them. */
    private static final String PLAIN = "plain";

    private static final AddressSettings NORMAL =
            // The shop's consumers notice repeats, so a message may come as often as nodes die.
            new AddressSettings().setMaxDeliveryAttempts(-1);

    private static final long PLENTY = 100_000_000;

    /** 2,000 messages a second, for as long as a lane may wait for its next owner: "Duplicate detection" in docs/servers/wildfly.md. */
    private static final int REMEMBERED_IDS = 300_000;

    private final ActiveMQServer broker;

    private Artemis(ActiveMQServer broker) {
        this.broker = broker;
    }

    /** Takes the directory for its data, and the port. */
    public static void main(String[] args) throws Exception {
        EmbeddedActiveMQ server = new EmbeddedActiveMQ();
        server.setConfiguration(configuration(Path.of(args[0]), Integer.parseInt(args[1])));
        server.setSecurityManager(new Everybody());
        server.start();
        server.getActiveMQServer().registerBrokerPlugin(new HonestAudit(server.getActiveMQServer()));
        System.out.println(READY);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Artemis artemis = new Artemis(server.getActiveMQServer());
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            System.out.println(artemis.answer(command.split(" ")));
        }
        server.stop();
    }

    private String answer(String... command) {
        try {
            switch (command[0]) {
                case "full" -> fill(command[2], AddressFullMessagePolicy.valueOf(command[1].toUpperCase(Locale.ROOT)));
                case "refuse" -> broker.getSecurityRepository().addMatch(command[1], Set.of(role(false)));
                case "normal" -> {
                    for (String queue : QUEUES) {
                        empty(queue);
                        broker.getSecurityRepository().removeMatch(queue);
                    }
                }
                case "status" -> {
                    return broker.getSessions().size() + " "
                            + broker.getResourceManager()
                                    .getPreparedTransactions()
                                    .size();
                }
                case "count" -> {
                    return Long.toString(broker.locateQueue(command[1]).getMessageCount());
                }
                case "empty" -> {
                    return Long.toString(broker.locateQueue(command[1]).deleteAllReferences());
                }
                default -> throw new IllegalArgumentException("no such command");
            }
            return "done";
        } catch (Exception e) {
            return FAILED + e;
        }
    }

    /**
     * Even when there is nothing in it. With room for one message, it would be full or not from one moment to the next, as messages come
     * and their transactions roll back, and {@link HonestAudit} would be wrong now and then.
     */
    private void fill(String queue, AddressFullMessagePolicy policy) {
        broker.locateQueue(queue).pause();
        broker.getAddressSettingsRepository().addMatch(queue, limited(0, policy));
    }

    /** Keeps the policy: under another one, Artemis does not tell producers that it has blocked that there is room again. */
    private void empty(String queue) {
        AddressFullMessagePolicy policy =
                broker.getAddressSettingsRepository().getMatch(queue).getAddressFullMessagePolicy();
        broker.getAddressSettingsRepository().addMatch(queue, limited(PLENTY, policy));
        broker.locateQueue(queue).resume();
    }

    private static AddressSettings limited(long bytes, AddressFullMessagePolicy policy) {
        return new AddressSettings()
                .setMaxDeliveryAttempts(-1)
                .setMaxSizeBytes(bytes)
                .setAddressFullMessagePolicy(policy);
    }

    private static Configuration configuration(Path directory, int port) throws Exception {
        Configuration configuration = new ConfigurationImpl()
                .setName("shop")
                .setJournalDirectory(file(directory, "journal"))
                .setBindingsDirectory(file(directory, "bindings"))
                .setLargeMessagesDirectory(file(directory, "large"))
                .setPagingDirectory(file(directory, "paging"))
                .setJournalType(JournalType.NIO)
                .setJournalBufferTimeout_NIO(200_000)
                // However full the machine's disk is: by default Artemis holds every producer back above 90 %.
                .setMaxDiskUsage(-1)
                .setIDCacheSize(REMEMBERED_IDS)
                .putSecurityRoles("#", Set.of(role(true)))
                .addAcceptorConfiguration("tcp", "tcp://127.0.0.1:" + port)
                .addAddressSetting("#", NORMAL)
                .addAddressConfiguration(queue(AUDIT))
                .addAddressConfiguration(queue(PLAIN));
        for (String queue : QUEUES) {
            configuration
                    .addAddressConfiguration(queue(queue))
                    .addDivertConfiguration(new DivertConfiguration()
                            .setName(queue + "-" + AUDIT)
                            .setAddress(queue)
                            .setForwardingAddress(AUDIT)
                            .setExclusive(false));
        }
        return configuration;
    }

    /** What everybody may do. */
    private static Role role(boolean send) {
        return new Role("everybody", send, true, true, true, true, true, true, true, true, true, false, false);
    }

    /**
     * Refuses a message to a full address before it is copied. Artemis itself would refuse it afterwards, and the copy of one without a
     * transaction would stay. As Artemis does, it has the transaction rolled back; where there is none, Artemis gives one that it does not use.
     */
    private record HonestAudit(ActiveMQServer broker) implements ActiveMQServerMessagePlugin {
        @Override
        public void beforeSend(
                ServerSession session, Transaction transaction, Message message, boolean direct, boolean noQueue)
                throws ActiveMQException {
            String address = message.getAddress();
            AddressFullMessagePolicy policy =
                    broker.getAddressSettingsRepository().getMatch(address).getAddressFullMessagePolicy();
            if (policy == AddressFullMessagePolicy.FAIL && isFull(address)) {
                ActiveMQAddressFullException full = new ActiveMQAddressFullException(address + " is full.");
                transaction.markAsRollbackOnly(full);
                throw full;
            }
        }

        private boolean isFull(String address) {
            try {
                return broker.getPagingManager()
                        .getPageStore(SimpleString.of(address))
                        .isFull();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Asks nobody for a name. */
    private static final class Everybody implements ActiveMQSecurityManager {
        @Override
        public boolean validateUser(String user, String password) {
            return true;
        }

        @Override
        public boolean validateUserAndRole(String user, String password, Set<Role> roles, CheckType checkType) {
            return roles.stream().anyMatch(checkType::hasRole);
        }
    }

    private static CoreAddressConfiguration queue(String name) {
        return new CoreAddressConfiguration()
                .setName(name)
                .addRoutingType(RoutingType.ANYCAST)
                .addQueueConfiguration(QueueConfiguration.of(name)
                        .setAddress(name)
                        .setRoutingType(RoutingType.ANYCAST)
                        .setRingSize(name.equals(BULK) ? RING_SIZE : -1));
    }

    private static String file(Path directory, String name) {
        return new File(directory.toFile(), name).getPath();
    }
}
