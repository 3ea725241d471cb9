package io.outboxed.benchmark;

import io.outboxed.harness.Directories;
import io.outboxed.harness.Nodes;
import io.outboxed.harness.OutboxTables;
import io.outboxed.harness.SharedDatabase;
import io.outboxed.harness.UnpackedServer;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The example shop on real servers, with Artemis outside of them, in a process of its own. PostgreSQL is likewise; H2 is a part of the
 * server, with its data in a file.
 */
enum ServerSetup {
    WILDFLY("WildFly, `jta`", 1, List.of()),
    WILDFLY_SESSION("WildFly, `session`", 1, session()),
    WILDFLY_4("WildFly, 4 lanes", 1, lanes()),
    WILDFLY_TWO_NODES("WildFly, 4 lanes, 2 nodes", 2, lanes()),
    WILDFLY_H2("WildFly, `jta`, H2", 1, List.of("-Dshop.datasource=java:jboss/datasources/ShopH2")),
    PAYARA("Payara, `jta`", "payara-nodes", "jms/plain", 1, List.of()),
    PAYARA_4("Payara, 4 lanes", "payara-nodes", "jms/plain", 1, lanes()),
    PAYARA_H2("Payara, `jta`, H2", "payara-h2", "jms/plain", 1, List.of());

    private final String title;
    private final String server;
    private final String destination;
    private final List<String> nodes;
    private final List<String> options;

    ServerSetup(String title, int nodes, List<String> options) {
        this(title, "wildfly", "java:/jms/plain", nodes, options);
    }

    ServerSetup(String title, String server, String destination, int nodes, List<String> options) {
        this.title = title;
        this.server = server;
        this.destination = destination;
        this.nodes = List.of("ann", "bob").subList(0, nodes);
        this.options = options;
    }

    private static List<String> session() {
        return List.of("-Doutbox.jms.mode=session", "-Doutbox.jms.connection-factory=java:/jms/outbox");
    }

    private static List<String> lanes() {
        return List.of("-Doutbox.relay.lanes=4", "-Doutbox.relay.workers=2");
    }

    /** Starts all of it. */
    Nodes open() throws Exception {
        System.setProperty("server", server);
        List<String> all = new ArrayList<>(List.of(
                // against what the harness sets, which makes a server start sooner and run slower
                "-XX:TieredStopAtLevel=4",
                "-XX:-UseSerialGC",
                "-XX:+UseG1GC",
                "-Xmx1g",
                "-Doutbox.relay.lanes=1",
                "-Doutbox.relay.workers=1",
                "-Doutbox.relay.idle-interval=1s",
                "-Doutbox.destination.orders=" + destination));
        all.addAll(options);
        if (isForH2()) {
            Directories.delete(h2File().getParent());
            all.add("-Dshop.h2.url=" + h2Url());
            all.add("-Dh2.bindAddress=127.0.0.1");
        }
        Nodes opened =
                Nodes.open(name().toLowerCase(Locale.ROOT), SharedDatabase.startDurable(), all.toArray(String[]::new));
        try {
            for (String node : nodes) {
                opened.start(node);
            }
            return opened;
        } catch (Exception e) {
            opened.close();
            throw e;
        }
    }

    /** The outbox of what {@link #open} has given. */
    OutboxTables outbox(Nodes opened) {
        return isForH2()
                ? new OutboxTables(() -> DriverManager.getConnection(h2Url(), "sa", "sa"))
                : opened.database().outbox();
    }

    private boolean isForH2() {
        return name().endsWith("_H2");
    }

    /** The server opens the file, and lets this process in. A commit has left the server's process when it returns. */
    private String h2Url() {
        return "jdbc:h2:file:" + h2File() + ";AUTO_SERVER=TRUE;WRITE_DELAY=0;LOCK_TIMEOUT=10000";
    }

    private Path h2File() {
        return UnpackedServer.underTest().target("h2").resolve("shop");
    }

    /** Names of the servers. */
    List<String> nodes() {
        return nodes;
    }

    String title() {
        return title;
    }
}
