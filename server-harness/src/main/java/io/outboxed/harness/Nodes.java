package io.outboxed.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The unchanged shop on several servers, which share a PostgreSQL and an Artemis. {@link #client} sends each request to the next
 * node that is in service, as a load balancer does.
 */
public final class Nodes implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static WildFlyDirectory wildFly;

    private final Path directory;
    private final List<String> options;
    private final Map<String, Shop> shops = new HashMap<>();
    private final List<Shop> inService = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final ShopClient client = new ShopClient(this::uri);
    private final SharedDatabase database;
    private final Broker broker;
    private Audit audit;

    private Nodes(Path directory, SharedDatabase database, Broker broker, String... options) {
        this.directory = directory;
        this.database = database;
        this.broker = broker;
        this.options = List.of(options);
    }

    /**
     * A database and a broker, both empty, and no node.
     *
     * @param name what the directories of these nodes are under
     * @param options those of every node's JVM
     */
    public static Nodes open(String name, String... options) throws Exception {
        return open(name, SharedDatabase.start(), options);
    }

    /** As {@link #open(String, String...)}, with a database that is closed with the nodes. */
    public static Nodes open(String name, SharedDatabase database, String... options) throws Exception {
        Path directory = directory(name);
        try {
            return new Nodes(directory, database, Broker.start(directory.resolve("broker")), options);
        } catch (Exception e) {
            database.close();
            throw e;
        }
    }

    public ShopClient client() {
        return client;
    }

    public SharedDatabase database() {
        return database;
    }

    public Broker broker() {
        return broker;
    }

    /** What has been sent since these nodes were opened. It takes it from the broker's queue from the first call on. */
    public synchronized Audit audit() {
        if (audit == null) {
            try {
                audit = new Audit(broker);
            } catch (JMSException e) {
                throw new IllegalStateException(e);
            }
        }
        return audit;
    }

    /** Starts a node, unless it runs, and puts it in service. */
    public void start(String name) throws Exception {
        start(name, Map.of());
    }

    /**
     * Starts a node, unless it runs, and puts it in service.
     *
     * @param environment what the server gets beside this process's environment, at its first start and each later one
     * @param more options of its JVM beside those of every node, likewise
     */
    public void start(String name, Map<String, String> environment, String... more) throws Exception {
        Shop shop = prepared(name, environment, more);
        if (!shop.isRunning()) {
            shop.start();
            inService.add(shop);
        }
    }

    /** Starts a node that does not run, with another WAR of the shop from now on, and puts it in service. */
    public void startWith(Path war, String name) throws Exception {
        prepared(name, Map.of())
                .use(WarFile.adapt(war, directory.resolve("war-of-" + name).resolve(war.getFileName())));
        start(name);
    }

    private Shop prepared(String name, Map<String, String> environment, String... more) throws IOException {
        Shop shop = shops.get(name);
        if (shop == null) {
            UnpackedServer server = UnpackedServer.underTest();
            shop = new Shop(
                    server.product(), prepare(server, directory.resolve(name)), environment, optionsOf(name, more));
            shops.put(name, shop);
        }
        return shop;
    }

    /** A node that has been started. */
    public Shop shop(String name) {
        return shops.get(name);
    }

    /** Takes a node out of service, and stops it. */
    public void stop(String name) {
        inService.remove(shops.get(name));
        shops.get(name).stop();
    }

    /** Kills a node, in service or frozen. */
    public void kill(String name) {
        shops.get(name).kill();
        inService.remove(shops.get(name));
    }

    /**
     * Freezes a node in a certain moment of its work, and then takes it out of service. Whether it was caught in that moment is known
     * only afterwards: if not, it goes on and is frozen again.
     */
    public void freeze(String name, Callable<Boolean> isCaught) {
        RunningServer server = shops.get(name).server();
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(() -> {
            server.freeze();
            if (isCaught.call()) {
                return true;
            }
            server.thaw();
            return false;
        });
        inService.remove(shops.get(name));
    }

    /** Lets a frozen node go on, in service again. */
    public void thaw(String name) {
        shops.get(name).server().thaw();
        inService.add(shops.get(name));
    }

    /** Whether a node's log says that the commit of a prepared transaction has failed for good; nothing else is an operator's business. */
    public boolean hasDriverGivenUp(String name) {
        return shops.get(name).logAfter(0).stream()
                .anyMatch(line -> line.contains("ARJUNA016036") && line.contains("XAER_RMERR"));
    }

    /** Options that tell a node its ways to the database and to the broker, by ports of this machine. */
    public static List<String> lines(int database, int broker) {
        return List.of(
                "-Dshop.database=127.0.0.1:" + database + "/postgres",
                "-Dshop.database.port=" + database,
                "-Dshop.broker.port=" + broker);
    }

    /** What a node has written last, and what its threads do in Outboxed: for whoever has to find out why. */
    public String report(String name) {
        Shop shop = shops.get(name);
        List<String> log = shop.logAfter(0);
        return String.join("\n", log.subList(Math.max(0, log.size() - 60), log.size()))
                + '\n'
                + (shop.isRunning() ? shop.server().threadsIn("io.outboxed") : "It does not run.");
    }

    /** Waits until all is shipped, and checks that what the broker accepted is complete, consistent, and in order per key. */
    public void awaitAllShipped(Set<Long> answered) throws Exception {
        try {
            Traffic.awaitAllShipped(client, answered);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("Not all is shipped:\n" + database.report(), e);
        }
        long orders = database.orders();
        for (String type : List.of("OrderPlaced", "OrderShipped")) {
            await(type).atMost(LIMIT).until(() -> audit().distinct(type) == orders);
        }
        assertThat(audit().underAnotherId()).as("one id for each message").isEmpty();
        assertThat(audit().overtaken())
                .as("overtaken by a later message of the key")
                .isEmpty();
    }

    @Override
    public void close() throws IOException, JMSException {
        shops.values().forEach(Shop::kill);
        if (audit != null) {
            audit.close();
        }
        broker.close();
        database.close();
    }

    private URI uri(String path) {
        List<Shop> now = List.copyOf(inService);
        return now.get(Math.floorMod(turn.getAndIncrement(), now.size()))
                .server()
                .uri(path);
    }

    private String[] optionsOf(String name, String... more) {
        List<String> all = new ArrayList<>(Shop.START_SOONER);
        all.addAll(List.of(
                "-Djboss.tx.node.id=" + name,
                "-Doutbox.source=" + name,
                "-Doutbox.relay.lanes=4",
                "-Doutbox.relay.workers=2"));
        all.addAll(lines(database.port(), broker.port()));
        all.addAll(options);
        all.addAll(List.of(more)); // of two with one name, the last counts
        return all.toArray(String[]::new);
    }

    private static ServerDirectory prepare(UnpackedServer server, Path base) throws IOException {
        if (server.product() == Product.WILDFLY) {
            return wildFly(server).copyTo(base);
        }
        Files.createDirectories(base);
        Variant.of(server.name()).start(base);
        return server.prepare(base);
    }

    /** Configured once for all tests, as that takes long; every node gets a copy. */
    private static synchronized WildFlyDirectory wildFly(UnpackedServer server) throws IOException {
        if (wildFly == null) {
            Path base = directory("template");
            Files.createDirectories(base.resolve("modules"));
            Files.copy(Variant.jarOf(org.postgresql.Driver.class), base.resolve("postgresql.jar"));
            wildFly = WildFlyDirectory.prepare(
                    new WildFlyInstallation(server.home()),
                    base,
                    server.configuration(),
                    server.configuration().resolveSibling("shop-artemis.cli"),
                    server.configuration().resolveSibling("nodes.cli"));
        }
        return wildFly;
    }

    /** An empty directory. */
    private static Path directory(String name) {
        try {
            Path directory = UnpackedServer.underTest().target("nodes").resolve(name);
            Directories.delete(directory);
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
