package io.outboxed.example.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs the example on a server in the foreground, for {@code ./mvnw -Pwildfly} and its like. Ctrl-C stops it. */
public final class RunExample {
    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    /** By itself, by Ctrl-C, by {@code kill}. */
    private static final Set<Integer> STOPPED = Set.of(0, 130, 143);

    private RunExample() {}

    /**
     * Takes the server's name, its home, its configuration for the shop, a directory for its data, the WAR and the HTTP port. The name
     * is also that of Maven's profile.
     */
    public static void main(String[] args) throws Exception {
        try {
            run(args[0], Path.of(args[1]), Path.of(args[2]), Path.of(args[3]), Path.of(args[4]), port(args[5]));
        } catch (LaunchException e) {
            say(e.getMessage());
            System.exit(1);
        }
    }

    private static void run(String name, Path home, Path configuration, Path base, Path war, int port)
            throws Exception {
        Product product = Product.named(name);
        Files.createDirectories(base);
        try (FileChannel channel =
                        FileChannel.open(base.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw new LaunchException("The example is running already, from the same directory.");
            }
            if (!Ports.isFree(port)) {
                throw new LaunchException("Port " + port + " of 127.0.0.1 is taken by another program."
                        + " Stop that, or choose another port: ./mvnw -P" + name + " -Dhttp.port=" + (port + 1));
            }
            say("Starting " + product.title() + "…");
            ServerDirectory directory = product.prepare(home, configuration, base);
            directory.deploy(war);
            serve(product, directory, war.getFileName().toString(), port);
        }
    }

    private static void serve(Product product, ServerDirectory directory, String war, int port)
            throws InterruptedException, IOException {
        AtomicBoolean stopping = new AtomicBoolean();
        RunningServer server = RunningServer.start(directory, port, RunningServer.Console.INHERITED);
        Thread stop = new Thread(
                () -> {
                    stopping.set(true);
                    boolean running = server.isRunning();
                    server.stop();
                    if (running) {
                        say(product.title() + " has stopped. The shop's data stay for the next start.");
                    }
                },
                "stop-server");
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            server.awaitReady("/example/api/outbox", war, START_LIMIT);
            say("The shop is open at " + server.uri("/example/") + " - Ctrl-C closes it.");
        } catch (LaunchException e) {
            if (!stopping.get()) {
                server.stop();
                throw e;
            }
        }
        int exitCode = server.await();
        if (!stopping.get() && !STOPPED.contains(exitCode)) {
            throw new LaunchException(product.title() + " ended with exit code " + exitCode + ".");
        }
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new LaunchException("http.port must be a port, 1 to 65535; it is '" + text + "'.");
    }

    private static void say(String text) {
        System.out.println(System.lineSeparator() + "  " + text + System.lineSeparator());
        System.out.flush();
    }
}
