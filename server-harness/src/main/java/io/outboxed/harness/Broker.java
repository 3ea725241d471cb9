package io.outboxed.harness;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@link Artemis} as a process of its own, which no node's end touches. It can be killed, and started again on its data and port. */
public final class Broker implements AutoCloseable {
    private final Path directory;
    private final int port;
    private Process process;
    private BufferedReader answers;
    private BufferedWriter commands;

    private Broker(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    /** Starts it on empty data, and waits until it accepts connections. */
    public static Broker start(Path directory) throws IOException {
        Files.createDirectories(directory);
        Broker broker = new Broker(directory, Ports.free());
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
        broker.start();
        return broker;
    }

    public int port() {
        return port;
    }

    /** Starts it again after {@link #kill}, on its data and port, and waits until it accepts connections. */
    public synchronized void start() throws IOException {
        Path log = directory.resolve("broker.log");
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-Djava.util.logging.config.file=" + System.getProperty("java.util.logging.config.file"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Artemis.class.getName(),
                        directory.toString(),
                        Integer.toString(port)))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        answers = process.inputReader(StandardCharsets.UTF_8);
        commands = process.outputWriter(StandardCharsets.UTF_8);
        if (!Artemis.READY.equals(answers.readLine())) {
            close();
            throw new LaunchException("Artemis does not start; see " + log + ".");
        }
    }

    /** Kills it, as {@code kill -9} does: what it has not written is gone. */
    public synchronized void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /**
     * Has it do what {@link Artemis} knows.
     *
     * @return its answer
     */
    public synchronized String command(String command) throws IOException {
        commands.write(command + '\n');
        commands.flush();
        String answer = answers.readLine();
        if (answer == null || answer.startsWith(Artemis.FAILED)) {
            throw new IOException("Artemis does not do '" + command + "': " + answer);
        }
        return answer;
    }

    @Override
    public synchronized void close() {
        if (process == null) {
            return;
        }
        try {
            commands.close();
        } catch (IOException e) {
            if (process.isAlive()) {
                throw new UncheckedIOException(e);
            }
        }
        kill();
    }
}
