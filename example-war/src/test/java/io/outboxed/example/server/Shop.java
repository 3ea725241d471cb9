package io.outboxed.example.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The shop on a real WildFly, for all server tests: started by the first one, stopped with the JVM. A test may stop, kill and
 * restart it, and leaves it running. Orders add up over the tests, so each looks at its own ones.
 */
final class Shop {
    static final String WAR = "example.war";

    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Shop SHOP = new Shop();

    private final ShopClient client = new ShopClient(path -> server().uri(path));
    private ServerDirectory directory;
    private WildFly server;

    private Shop() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (server != null) {
                server.stop();
            }
        }));
    }

    /** The running shop. */
    static synchronized Shop open() throws InterruptedException {
        if (SHOP.server == null || !SHOP.server.isRunning()) {
            SHOP.start();
        }
        return SHOP;
    }

    ShopClient client() {
        return client;
    }

    synchronized WildFly server() {
        return server;
    }

    ServerDirectory directory() {
        return directory;
    }

    /** Starts the server on its data as they are, with further JVM options. */
    synchronized void start(String... options) throws InterruptedException {
        if (directory == null) {
            directory = freshDirectory();
        }
        directory.deploy(Path.of(System.getProperty("shop.war")));
        server = WildFly.start(directory, Ports.free(), WildFly.Console.FILE, options);
        awaitReady();
    }

    void awaitReady() throws InterruptedException {
        server.awaitReady("/example/api/outbox", WAR, START_LIMIT);
    }

    void stop() {
        server.stop();
    }

    void kill() {
        server.kill();
    }

    /** The number of lines in the server's log now. */
    int logSize() {
        return logLines().size();
    }

    /** The log's lines after the first {@code from}. */
    List<String> logAfter(int from) {
        List<String> lines = logLines();
        return lines.subList(Math.min(from, lines.size()), lines.size());
    }

    private List<String> logLines() {
        try (Stream<String> lines = Files.lines(directory.log())) {
            return lines.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerDirectory freshDirectory() {
        try {
            Path base = Path.of(System.getProperty("server.directory"));
            ServerDirectory.delete(base);
            Files.createDirectories(base);
            return ServerDirectory.prepare(
                    new Installation(Path.of(System.getProperty("wildfly.home"))),
                    base,
                    Path.of(System.getProperty("shop.cli")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
