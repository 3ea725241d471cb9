package io.outboxed.example.server;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running server: a direct child process of this one, bound to 127.0.0.1. */
final class WildFly {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(250);

    private final Process process;
    private final ServerDirectory directory;
    private final int port;
    private final int managementPort;

    private WildFly(Process process, ServerDirectory directory, int port, int managementPort) {
        this.process = process;
        this.directory = directory;
        this.port = port;
        this.managementPort = managementPort;
    }

    /** Where the server's console goes. */
    enum Console {
        INHERITED,
        FILE
    }

    /**
     * Starts a server; {@link #awaitReady} waits for it.
     *
     * @param options further system properties and JVM options
     * @throws LaunchException if the port is taken
     */
    static WildFly start(ServerDirectory directory, int port, Console console, String... options) {
        if (!Ports.isFree(port)) {
            throw new LaunchException("Port " + port + " of 127.0.0.1 is taken by another program.");
        }
        int managementPort = Ports.free();
        List<String> jvm = new ArrayList<>(List.of(
                "-Xms64m",
                "-Xmx512m",
                "-Dorg.jboss.boot.log.file=" + directory.log(),
                "-Dlogging.configuration="
                        + directory
                                .base()
                                .resolve("configuration/logging.properties")
                                .toUri()));
        if (console == Console.FILE || !isTerminal()) {
            jvm.add("-Dorg.jboss.logmanager.nocolor=true");
        }
        jvm.addAll(List.of(options));
        ProcessBuilder builder = directory
                .installation()
                .run(
                        jvm,
                        "org.jboss.as.standalone",
                        List.of(
                                "-Djboss.home.dir=" + directory.installation().home(),
                                "-Djboss.server.base.dir=" + directory.base(),
                                "-Djboss.http.port=" + port,
                                "-Djboss.management.http.port=" + managementPort,
                                "-c",
                                "standalone-full.xml",
                                "-b",
                                "127.0.0.1",
                                "-bmanagement",
                                "127.0.0.1"))
                .directory(directory.base().toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(nothing()));
        builder.redirectOutput(
                console == Console.INHERITED
                        ? ProcessBuilder.Redirect.INHERIT
                        : ProcessBuilder.Redirect.appendTo(
                                directory.base().resolve("console.log").toFile()));
        try {
            return new WildFly(builder.start(), directory, port, managementPort);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    long pid() {
        return process.pid();
    }

    int managementPort() {
        return managementPort;
    }

    ServerDirectory directory() {
        return directory;
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /**
     * Waits until the path answers with 200.
     *
     * @throws LaunchException if the server ends, the deployment fails, or the time is over
     */
    void awaitReady(String path, String war, Duration limit) throws InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        HttpRequest request =
                HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(5)).build();
        long end = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < end) {
            if (directory.hasFailed(war)) {
                throw new LaunchException(war + " cannot be deployed; see " + directory.log() + ".");
            }
            try {
                if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // Not yet.
            }
            if (process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new LaunchException(
                        "WildFly ended with exit code " + process.exitValue() + " before it was ready.");
            }
        }
        throw new LaunchException(
                uri(path) + " did not answer within " + limit.toSeconds() + " s; see " + directory.log() + ".");
    }

    /** Waits for the server's end, and tells its exit code. */
    int await() throws InterruptedException {
        return process.waitFor();
    }

    /** Asks the server to stop and waits for it; killed if it takes longer than a minute. */
    void stop() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }

    /** Kills the server at once, as {@code kill -9} does. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Lets the server stand still, as a machine does that is overloaded or suspended: its connections stay open. */
    void freeze() {
        signal("STOP");
    }

    /** Ends {@link #freeze}. */
    void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start();
            if (kill.onExit().join().exitValue() != 0) {
                throw new IllegalStateException("SIG" + name + " could not be sent to " + pid() + ".");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Always true from JDK 22 on, where colours then go into files as well. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        return System.console() != null;
    }

    private static File nothing() {
        return new File(System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null");
    }
}
