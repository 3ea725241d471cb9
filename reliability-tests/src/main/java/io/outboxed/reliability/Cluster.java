package io.outboxed.reliability;

import io.outboxed.harness.Broker;
import io.outboxed.harness.Nodes;
import io.outboxed.harness.RunningServer;
import io.outboxed.harness.SharedDatabase;
import io.outboxed.harness.Shop;
import io.outboxed.harness.ShopClient;
import io.outboxed.harness.TcpProxy;
import io.outboxed.harness.WarFile;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** The shop on two nodes, each with lines of its own to the database and to the broker, and with a clock of its own. */
final class Cluster implements AutoCloseable {
    static final List<String> NODES = List.of("ann", "bob");

    /** Longer than the broker keeps the session of a node that is silent, 12 s at most: see "limits" in docs/operations.md. */
    private static final Duration IDLE_LIMIT = Duration.ofSeconds(15);

    private static final Duration DEPLOYMENT_LIMIT = Duration.ofMinutes(3);

    private final Nodes nodes;
    private final Clocks clocks = new Clocks();
    private final Map<String, TcpProxy> toDatabase = new HashMap<>();
    private final Map<String, TcpProxy> toBroker = new HashMap<>();

    private Cluster(Nodes nodes) throws IOException {
        this.nodes = nodes;
    }

    /** Starts everything, with further options for the nodes' JVMs. */
    static Cluster start(String name, List<String> options) throws Exception {
        Cluster cluster =
                new Cluster(Nodes.open(name, SharedDatabase.start(IDLE_LIMIT), options.toArray(String[]::new)));
        try {
            for (String node : NODES) {
                cluster.toDatabase.put(node, new TcpProxy(cluster.database().port()));
                cluster.toBroker.put(node, new TcpProxy(cluster.broker().port()));
                cluster.start(node);
            }
            return cluster;
        } catch (Exception e) {
            cluster.close();
            throw e;
        }
    }

    /** Starts a node, unless it runs. */
    void start(String node) throws Exception {
        nodes.start(
                node,
                clocks.environment(node),
                Nodes.lines(toDatabase(node).port(), toBroker(node).port()).toArray(String[]::new));
    }

    /** Deploys the shop anew on a node that goes on running, and waits until it is open. */
    void redeploy(String node) throws InterruptedException {
        Shop shop = nodes.shop(node);
        shop.directory().deploy(WarFile.shop());
        Awaitility.await().atMost(DEPLOYMENT_LIMIT).until(() -> shop.directory().isDeployed(Shop.WAR));
        shop.awaitReady();
    }

    void stop(String node) {
        nodes.stop(node);
    }

    void kill(String node) {
        nodes.kill(node);
    }

    /** Whether a node has been told by PostgreSQL's driver that a prepared transaction cannot be committed: pgjdbc#4438. */
    boolean hasDriverGivenUp() {
        return NODES.stream().anyMatch(nodes::hasDriverGivenUp);
    }

    RunningServer server(String node) {
        return nodes.shop(node).server();
    }

    TcpProxy toDatabase(String node) {
        return toDatabase.get(node);
    }

    TcpProxy toBroker(String node) {
        return toBroker.get(node);
    }

    Clocks clocks() {
        return clocks;
    }

    Broker broker() {
        return nodes.broker();
    }

    SharedDatabase database() {
        return nodes.database();
    }

    ShopClient client() {
        return nodes.client();
    }

    /** For whoever has to find out why. */
    String report() throws SQLException {
        StringBuilder report = new StringBuilder(database().report());
        for (String node : NODES) {
            report.append("\n--- ").append(node).append('\n').append(nodes.report(node));
        }
        return report.toString();
    }

    @Override
    public void close() throws IOException, JMSException {
        nodes.close();
        for (TcpProxy proxy : toDatabase.values()) {
            proxy.close();
        }
        for (TcpProxy proxy : toBroker.values()) {
            proxy.close();
        }
        clocks.close();
    }
}
