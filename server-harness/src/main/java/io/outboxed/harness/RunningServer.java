package io.outboxed.harness;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A running server: a direct child process of this one, bound to 127.0.0.1. */
public final class RunningServer {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(250);

    private final Process process;
    private final ServerDirectory directory;
    private final int port;

    private RunningServer(Process process, ServerDirectory directory, int port) {
        this.process = process;
        this.directory = directory;
        this.port = port;
    }

    /** Where the server's console goes. */
    public enum Console {
        INHERITED,
        FILE
    }

    /**
     * Starts a server; {@link #awaitReady} waits for it.
     *
     * @param environment what it gets beside this process's environment
     * @param options further system properties and JVM options
     * @throws LaunchException if the port is taken
     */
    public static RunningServer start(
            ServerDirectory directory, int port, Console console, Map<String, String> environment, String... options) {
        if (!Ports.isFree(port)) {
            throw new LaunchException("Port " + port + " of 127.0.0.1 is taken by another program.");
        }
        ProcessBuilder builder = directory
                .command(port, List.of(options), console == Console.INHERITED && isTerminal())
                .directory(directory.base().toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(nothing()));
        builder.environment().putAll(environment);
        builder.redirectOutput(
                console == Console.INHERITED
                        ? ProcessBuilder.Redirect.INHERIT
                        : ProcessBuilder.Redirect.appendTo(
                                directory.base().resolve("console.log").toFile()));
        try {
            return new RunningServer(builder.start(), directory, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    public long pid() {
        return process.pid();
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /**
     * Waits until the path answers with 200.
     *
     * @throws LaunchException if the server ends, the deployment fails, or the time is over
     */
    public void awaitReady(String path, String war, Duration limit) throws InterruptedException {
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
                throw new LaunchException("The server ended with exit code " + process.exitValue()
                        + " before it was ready; see " + directory.log() + ".");
            }
        }
        throw new LaunchException(
                uri(path) + " did not answer within " + limit.toSeconds() + " s; see " + directory.log() + ".");
    }

    /** Waits for the server's end, and tells its exit code. */
    public int await() throws InterruptedException {
        return process.waitFor();
    }

    /** Asks the server to stop and waits for it; killed if it takes longer than a minute. */
    public void stop() {
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
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Lets the server stand still, as a machine does that is overloaded or suspended: its connections stay open. */
    public void freeze() {
        signal("STOP");
    }

    /** Ends {@link #freeze}. */
    public void thaw() {
        signal("CONT");
    }

    /** The stacks of the threads that are in a package now. */
    public String threadsIn(String name) {
        return Stream.of(jcmd("Thread.print").split("\\R\\R"))
                .filter(thread -> thread.contains(name + '.'))
                .collect(Collectors.joining("\n\n"));
    }

    /** How many threads it has now, those of the JVM itself included. */
    public int threads() throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid()), "task"))) {
            return (int) tasks.count();
        }
    }

    /** How many KiB its heap has in use after a collection of all garbage; the server runs with the serial collector. */
    public long liveHeap() {
        jcmd("GC.run");
        return Pattern.compile("total \\d+K, used (\\d+)K")
                .matcher(jcmd("GC.heap_info"))
                .results()
                .mapToLong(generation -> Long.parseLong(generation.group(1)))
                .sum();
    }

    private String jcmd(String command) {
        try {
            Process jcmd = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            Long.toString(pid()),
                            command)
                    .redirectErrorStream(true)
                    .start();
            return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
