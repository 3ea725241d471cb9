package io.outboxed.example.server;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.DivertConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/**
 * Artemis as a process of its own, with the shop's queues and its journal on disk. Whatever is sent to one of them is also put
 * on the queue {@link #AUDIT}, in the same transaction. Ends with its standard input, and so with the process that started it.
 */
public final class Artemis {
    static final String AUDIT = "audit";

    /** The first line of the output once connections are accepted. */
    static final String READY = "ready";

    private static final List<String> QUEUES = List.of("orders", "shipments");

    private Artemis() {}

    /** Takes the directory for its data, and the port. */
    public static void main(String[] args) throws Exception {
        EmbeddedActiveMQ server = new EmbeddedActiveMQ();
        server.setConfiguration(configuration(Path.of(args[0]), Integer.parseInt(args[1])));
        server.start();
        System.out.println(READY);
        System.in.transferTo(System.out);
        server.stop();
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
                .setSecurityEnabled(false)
                .addAcceptorConfiguration("tcp", "tcp://127.0.0.1:" + port)
                // The shop's consumers notice repeats, so a message may come as often as nodes die.
                .addAddressSetting("#", new AddressSettings().setMaxDeliveryAttempts(-1))
                .addAddressConfiguration(queue(AUDIT));
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

    private static CoreAddressConfiguration queue(String name) {
        return new CoreAddressConfiguration()
                .setName(name)
                .addRoutingType(RoutingType.ANYCAST)
                .addQueueConfiguration(
                        QueueConfiguration.of(name).setAddress(name).setRoutingType(RoutingType.ANYCAST));
    }

    private static String file(Path directory, String name) {
        return new File(directory.toFile(), name).getPath();
    }
}
