package io.outboxed.harness;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs the example on a server in the foreground, for {@code ./mvnw -Pwildfly} and its like. Ctrl-C stops it. */
public final class RunExample {
    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    /** By itself, by Ctrl-C, by {@code kill}. */
    private static final Set<Integer> STOPPED = Set.of(0, 130, 143);

    private RunExample() {}

    /** Takes the name of a server, which is also that of Maven's profile, the directory of this Maven module, and the HTTP port. */
    public static void main(String[] args) throws Exception {
        try {
            run(UnpackedServer.named(args[0], Path.of(args[1])), port(args[2]));
        } catch (LaunchException e) {
            say(e.getMessage());
            System.exit(1);
        }
    }

    private static void run(UnpackedServer unpacked, int port) throws Exception {
        Product product = unpacked.product();
        Path base = unpacked.target("run");
        Files.createDirectories(base);
        try (FileChannel channel =
                        FileChannel.open(base.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw new LaunchException("The example is running already, from the same directory.");
            }
            if (!Ports.isFree(port)) {
                throw new LaunchException("Port " + port + " of 127.0.0.1 is taken by another program."
                        + " Stop that, or choose another port: ./mvnw -P" + unpacked.name() + " -Dhttp.port="
                        + (port + 1));
            }
            say("Starting " + product.title() + "…");
            ServerDirectory directory = unpacked.prepare(base);
            directory.deploy(unpacked.project().resolve("target").resolve(Shop.WAR));
            serve(product, directory, port);
        }
    }

    private static void serve(Product product, ServerDirectory directory, int port)
            throws InterruptedException, IOException {
        AtomicBoolean stopping = new AtomicBoolean();
        RunningServer server = RunningServer.start(directory, port, RunningServer.Console.INHERITED, Map.of());
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
            server.awaitReady("/example/api/outbox", Shop.WAR, START_LIMIT);
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
