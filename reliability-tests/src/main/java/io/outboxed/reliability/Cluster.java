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
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * The shop on two nodes, with lines of its own from each of them to the database and to the broker, and, where libfaketime is there,
 * with a clock of its own for each.
 */
final class Cluster implements AutoCloseable {
    static final List<String> NODES = List.of("ann", "bob");

    private static final Path FAKETIME = Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1");

    private final Nodes nodes;
    private final Path clocks;
    private final Map<String, TcpProxy> toDatabase = new HashMap<>();
    private final Map<String, TcpProxy> toBroker = new HashMap<>();

    private Cluster(Nodes nodes) throws IOException {
        this.nodes = nodes;
        this.clocks = Files.createTempDirectory("clocks");
    }

    /** Starts everything, with further options for the nodes' JVMs. */
    static Cluster start(String name, List<String> options) throws Exception {
        Cluster cluster = new Cluster(Nodes.open(name, options.toArray(String[]::new)));
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

    /** Whether nodes have clocks that can be moved. */
    static boolean hasClocks() {
        return Files.exists(FAKETIME);
    }

    /** Starts a node, unless it runs. */
    void start(String node) throws Exception {
        setClock(node, "+0");
        Map<String, String> environment = hasClocks()
                ? Map.of(
                        "LD_PRELOAD",
                        FAKETIME.toString(),
                        "FAKETIME_TIMESTAMP_FILE",
                        clock(node).toString(),
                        "FAKETIME_CACHE_DURATION",
                        "1",
                        "FAKETIME_DONT_FAKE_MONOTONIC",
                        "1")
                : Map.of();
        nodes.start(
                node,
                environment,
                "-Dshop.database=127.0.0.1:" + toDatabase(node).port() + "/postgres",
                "-Dshop.broker.port=" + toBroker(node).port());
    }

    /** Puts a node's clock forward or back, as {@code faketime} says it: {@code +1h}. */
    void setClock(String node, String offset) throws IOException {
        Files.writeString(clock(node), offset);
    }

    private Path clock(String node) {
        return clocks.resolve(node);
    }

    /** Deploys the shop anew on a node that goes on running, and waits until it is open. */
    void redeploy(String node) throws InterruptedException {
        Shop shop = nodes.shop(node);
        shop.directory().deploy(WarFile.shop());
        Awaitility.await().until(() -> shop.directory().isDeployed(Shop.WAR));
        shop.awaitReady();
    }

    void stop(String node) {
        nodes.stop(node);
    }

    void kill(String node) {
        nodes.kill(node);
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
        for (String node : NODES) {
            Files.deleteIfExists(clock(node));
        }
        Files.delete(clocks);
    }
}
