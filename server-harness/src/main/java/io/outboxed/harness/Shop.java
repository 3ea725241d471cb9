package io.outboxed.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The shop on a real server. Most server tests share one, started by the first of them and killed with the JVM. A test may stop,
 * kill and restart it, and leaves it running. Orders add up over the tests, so each looks at its own ones.
 */
public final class Shop {
    public static final String WAR = "example.war";

    /** Options that make a server start sooner where there are few processors, and run slower later on. */
    static final List<String> START_SOONER = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static Shop shared;

    private final ShopClient client = new ShopClient(path -> server().uri(path));
    private final Product product;
    private final ServerDirectory directory;
    private final Map<String, String> environment;
    private final List<String> options;
    private Supplier<Path> war = WarFile::shop;
    private RunningServer server;

    /**
     * A shop that has not been started.
     *
     * @param environment what the server gets beside this process's environment, at each start
     * @param options those of the JVM at each start
     */
    public Shop(Product product, ServerDirectory directory, Map<String, String> environment, String... options) {
        this.environment = environment;
        this.product = product;
        this.directory = directory;
        this.options = List.of(options);
    }

    /** The running shop that tests share. */
    public static synchronized Shop open() throws InterruptedException {
        if (shared == null) {
            shared = fresh();
        }
        if (!shared.isRunning()) {
            shared.start();
        }
        return shared;
    }

    /**
     * A shop on a server beside the shared one, with empty data, that has not been started.
     *
     * @param configuration what tells its configuration from the usual one, {@code tracing} for {@code shop-tracing.cli}
     * @param options those of the JVM at each start
     */
    public static Shop beside(String configuration, String... options) {
        try {
            List<String> all = new ArrayList<>(START_SOONER);
            all.addAll(List.of(options));
            UnpackedServer server = UnpackedServer.underTest().configuredFor(configuration);
            return new Shop(
                    server.product(),
                    server.prepare(emptied(server.target("it"))),
                    Map.of(),
                    all.toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ShopClient client() {
        return client;
    }

    public synchronized RunningServer server() {
        return server;
    }

    public ServerDirectory directory() {
        return directory;
    }

    public Product product() {
        return product;
    }

    public synchronized boolean isRunning() {
        return server != null && server.isRunning();
    }

    /** From the next start on, another WAR of the shop, for this server as it is: of another version, say. */
    public synchronized void use(Path other) {
        war = () -> other;
    }

    /** From the next start on, the shop of this build, as at first. */
    public synchronized void useOwn() {
        war = WarFile::shop;
    }

    /** Starts the server on its data as they are, with further JVM options. */
    public synchronized void start(String... more) throws InterruptedException {
        directory.deploy(war.get());
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        server = RunningServer.start(
                directory, Ports.free(), RunningServer.Console.FILE, environment, all.toArray(String[]::new));
        killWithJvm(server);
        awaitReady();
    }

    /** Also where the JVM is ending already. */
    private static void killWithJvm(RunningServer server) {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(server::kill));
        } catch (IllegalStateException e) {
            server.kill();
            throw e;
        }
    }

    public void awaitReady() throws InterruptedException {
        server.awaitReady("/example/api/outbox", WAR, START_LIMIT);
    }

    public void stop() {
        server.stop();
    }

    public void kill() {
        if (server != null) {
            server.kill();
        }
    }

    /** The number of lines in the server's log now. */
    public int logSize() {
        return logLines().size();
    }

    /** The log's lines after the first {@code from}; all of them if the server has begun a new file since, as WildFly does at midnight. */
    public List<String> logAfter(int from) {
        List<String> lines = logLines();
        return lines.subList(from <= lines.size() ? from : 0, lines.size());
    }

    private List<String> logLines() {
        try (Stream<String> lines = Files.lines(directory.log())) {
            return lines.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server that this run of the tests is for, with empty data. */
    private static Shop fresh() {
        try {
            UnpackedServer server = UnpackedServer.underTest();
            Path base = emptied(server.target("it"));
            List<String> options = new ArrayList<>(START_SOONER);
            options.addAll(Variant.of(server.name()).start(base));
            return new Shop(server.product(), server.prepare(base), Map.of(), options.toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path emptied(Path base) throws IOException {
        Directories.delete(base);
        return Files.createDirectories(base);
    }
}
