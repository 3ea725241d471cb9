package io.outboxed.example.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The running {@link Artemis} process, which no node's end touches. */
final class Broker implements AutoCloseable {
    private final Process process;
    private final int port;

    private Broker(Process process, int port) {
        this.process = process;
        this.port = port;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** Starts it on empty data, and waits until it accepts connections. */
    static Broker start(Path directory) throws IOException {
        Files.createDirectories(directory);
        int port = Ports.free();
        Path log = directory.resolve("broker.log");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-Djava.util.logging.config.file=" + System.getProperty("java.util.logging.config.file"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Artemis.class.getName(),
                        directory.toString(),
                        Integer.toString(port)))
                .redirectError(log.toFile())
                .start();
        Broker broker = new Broker(process, port);
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        if (!Artemis.READY.equals(output.readLine())) {
            broker.close();
            throw new LaunchException("Artemis does not start; see " + log + ".");
        }
        return broker;
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process.destroyForcibly();
        process.onExit().join();
    }
}
