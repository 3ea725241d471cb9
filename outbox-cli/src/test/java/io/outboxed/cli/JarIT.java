package io.outboxed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The jar as it is delivered. */
class JarIT {
    private FakeConsole console;
    private Process process;

    @BeforeEach
    void open() throws IOException {
        console = new FakeConsole().answers("/overview", Samples.overview());
    }

    @AfterEach
    void close() {
        console.close();
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private Process start(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                System.getProperty("cli.jar")));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("OUTBOX_URL", console.url());
        process = builder.start();
        return process;
    }

    private int exitCode() throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private String output() throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void jar_runsWithAllItNeeds() throws Exception {
        start("status");

        assertThat(output()).contains("Application  shop at");
        assertThat(exitCode()).isZero();
    }

    @Test
    void exitCode_isThatOfTheCommand() throws Exception {
        start("status", "--check", "--max-dead", "0");

        assertThat(output()).startsWith("OUTBOX CRITICAL - 3 dead letters");
        assertThat(exitCode()).isEqualTo(6);
    }

    @Test
    void version_isThatOfTheBuild() throws Exception {
        start("--version");

        assertThat(output()).matches("outbox \\d+\\.\\d+.*, Java .*\\R");
    }

    @Test
    void nobodyToAsk_isARefusal() throws Exception {
        start("dead", "redrive", "a");

        assertThat(output()).contains("There is no terminal");
        assertThat(exitCode()).isEqualTo(2);
    }

    /** Sends an event at once, and another when the test lets it. */
    private void streams(CountDownLatch again) {
        console.handles("/events", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            byte[] event = ("event: overview\ndata: " + Samples.overview() + "\n\n").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseBody().write(event);
            exchange.getResponseBody().flush();
            try {
                again.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.getResponseBody().write(event);
            exchange.getResponseBody().flush();
            console.awaitClose();
        });
    }

    private BufferedReader lines() {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    @Test
    void watch_thatIsToldToEnd_endsWithZero() throws Exception {
        streams(new CountDownLatch(1));
        start("watch");
        BufferedReader lines = lines();
        assertThat(lines.readLine()).contains("pending 17");

        process.toHandle().destroy();

        assertThat(exitCode()).isZero();
        assertThat(lines.readLine()).isNull();
    }

    @Test
    void watch_thatNobodyReadsAnyMore_ends() throws Exception {
        CountDownLatch again = new CountDownLatch(1);
        streams(again);
        start("watch");
        BufferedReader lines = lines();
        assertThat(lines.readLine()).contains("pending 17");

        lines.close();
        again.countDown();

        assertThat(exitCode()).isZero();
    }

    @Test
    void otherCommand_thatIsToldToEnd_saysSo() throws Exception {
        console.handles("/dead-letters/redrive", exchange -> {
            process.toHandle().destroy();
            console.awaitClose();
        });
        start("dead", "redrive", "--yes", "a");

        assertThat(output()).contains("Broken off").contains("ended by Ctrl-C");
        assertThat(exitCode()).isEqualTo(130);
    }
}
